/** Contrôles d'un bien arrêté, face à ce que les arrêtés précédents en ont fait (domaine §15, C-IMM-*). */
import {
  moins,
  plus,
  texteJour,
  texteMontant,
  ZERO,
  type Anomalie,
  type Gravite,
  type Montant,
} from '../../comptabilite';
import type { BienArrete } from './registre/arreter';
import type { Bien } from './registre/bien';
import type { DonneesImmobilisations } from './registre/donnees';
import { surFiche, type Precisions } from './controles-fiche';
import type { LigneDotation } from './tables';

/** Contrôles du bien arrêté : C-IMM-02, C-IMM-03, rattrapage d'exercices finis, ce qui a changé depuis le dernier arrêté. */
export function* controlerArrete(
  etat: BienArrete,
  historique: readonly LigneDotation[],
  donnees: DonneesImmobilisations,
): Iterable<Anomalie> {
  const { bien, apres, anterieur } = etat;
  const dire = (gravite: Gravite, code: string, message: string, remede: string, precisions?: Precisions) =>
    surFiche(bien, gravite, code, message, remede, precisions);
  if ((apres.VNC ?? 0) < 0)
    yield dire(
      'BLOQUANT',
      'C-IMM-02',
      `VNC négative : ${texteMontant(apres.VNC as Montant)}.`,
      'Vérifiez la valeur brute, les avoirs et le cumul repris.',
    );
  if ((apres.Solde145 ?? 0) < 0)
    yield dire('BLOQUANT', 'C-IMM-03', 'le solde du 145 est négatif.', 'Vérifiez le cumul fiscal repris.');
  if (anterieur > 0)
    yield dire(
      'ALERTE',
      'C-IMM-12',
      `${texteMontant(anterieur)} de dotation se rattachent à des exercices finis.`,
      'Correction d’erreur passée en 681 ; si elle est significative, portez-la en 6871 (PCG art. 513-5).',
    );
  yield* controlerBlocage(etat);
  yield* controlerTransfert(etat, donnees);
  let premiere: LigneDotation | undefined;
  let derniere: LigneDotation | undefined;
  for (const d of historique) {
    if (d.Arrete >= apres.Arrete) continue;
    premiere ??= d;
    derniere = d;
  }
  if (premiere !== undefined) yield* controlerReprise(bien, premiere);
  if (derniere !== undefined) yield* controlerComptesFiges(etat, derniere);
}

/** La reprise est figée dès la première dotation : date, cumul et cumul fiscal (domaine §3.8). */
function* controlerReprise(bien: Bien, premiere: LigneDotation): Iterable<Anomalie> {
  const { DateReprise, CumulReprise, CumulFiscalReprise } = bien.ligne;
  const figer = (quoi: string, colonne: string) =>
    surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-10',
      `la reprise a changé depuis la première dotation (${quoi}).`,
      'Rétablissez la date et le cumul de reprise : ils sont figés ; corrigez par une révision du plan.',
      { colonne },
    );
  if (bien.parts.some(p => p.sortie !== undefined && p.sortie <= premiere.Arrete)) return;
  const ouverture = moins(premiere.Cumul, premiere.Economique ?? ZERO);
  if (ouverture !== (DateReprise === undefined ? ZERO : (CumulReprise ?? ZERO)))
    yield figer(`cumul de ${texteMontant(ouverture)}`, 'CumulReprise');
  if (premiere.Mode !== undefined && premiere.DateReprise !== DateReprise)
    yield figer(
      premiere.DateReprise === undefined ? 'aucune' : `au ${texteJour(premiere.DateReprise)}`,
      'DateReprise',
    );
  if (DateReprise === undefined || CumulFiscalReprise === undefined || premiere.CumulFiscal === undefined)
    return;
  const fiscale = moins(premiere.CumulFiscal, premiere.Fiscale ?? ZERO);
  if (fiscale !== CumulFiscalReprise)
    yield figer(`cumul fiscal de ${texteMontant(fiscale)}`, 'CumulFiscalReprise');
}

/** Catégorie et comptes ne changent pas après une dotation : une autre fiche reçoit le bien par transfert. */
function* controlerComptesFiges({ bien, avant }: BienArrete, derniere: LigneDotation): Iterable<Anomalie> {
  const transferer =
    'Rétablissez-la ; pour en changer, créez une fiche dans la nouvelle catégorie, et transférez celle-ci vers elle (type de sortie TRANSFERT).';
  const { Categorie } = bien.ligne;
  if (derniere.Mode !== undefined && derniere.Categorie !== Categorie)
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-13',
      `sa catégorie était ${derniere.Categorie ?? 'vide'} au dernier arrêté, elle est ${Categorie ?? 'vide'}.`,
      transferer,
      {
        colonne: 'Categorie',
        en: {
          message: `Asset ${bien.id}: its category was ${derniere.Categorie ?? 'empty'} at the last closing, it is now ${Categorie ?? 'empty'}.`,
          remede:
            'Put it back; to change it, create a record in the new category and transfer this one to it (disposal type TRANSFERT).',
        },
      },
    );
  const attendu = avant.enCours ? bien.compteEnCours : bien.compte;
  if (derniere.Compte !== undefined && derniere.Compte !== attendu)
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-13',
      `son compte était ${derniere.Compte} au dernier arrêté, il est ${attendu ?? 'vide'}.`,
      transferer,
      { colonne: 'Compte' },
    );
  if (derniere.CompteAmort !== undefined && derniere.CompteAmort !== bien.compteAmort)
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-13',
      `ses amortissements étaient au ${derniere.CompteAmort}, ils seraient au ${bien.compteAmort ?? 'vide'}.`,
      transferer,
      { colonne: 'CompteAmort' },
    );
}

/** Une fiche bloquée n'accepte ni sortie, ni mouvement de la période ; ses dotations continuent. */
function* controlerBlocage({ bien, avant, apres, sorties }: BienArrete): Iterable<Anomalie> {
  if (bien.ligne.Bloquee !== true || avant.date === undefined) return;
  const depuis = avant.date;
  const mouvement = bien.mouvements.find(m => m.Date > depuis && m.Date <= apres.Arrete);
  if (mouvement === undefined && sorties.length === 0) return;
  yield surFiche(
    bien,
    'BLOQUANT',
    'C-IMM-16',
    mouvement === undefined
      ? 'la fiche est bloquée, et pourtant sortie.'
      : `la fiche est bloquée : le mouvement ${mouvement.NoMouvement} du ${texteJour(mouvement.Date)} est refusé.`,
    'Débloquez la fiche, ou retirez le mouvement.',
    { colonne: 'Bloquee' },
  );
}

/** La fiche qui reçoit un transfert reprend exactement ce que l'autre laisse : totaux inchangés. */
function* controlerTransfert(
  { bien, sorties }: BienArrete,
  donnees: DonneesImmobilisations,
): Iterable<Anomalie> {
  const s = sorties.find(x => x.part.type === 'TRANSFERT');
  if (s === undefined || s.part.sortie === undefined) return;
  const vers = donnees.fiches.find(f => f.IdImmo === bien.ligne.IdImmoVers);
  if (vers === undefined) return;
  const fautes = [
    vers.DateReprise === s.part.sortie ? '' : `date de reprise ${texteJour(s.part.sortie)}`,
    (vers.CumulReprise ?? ZERO) === s.cumul ? '' : `cumul repris ${texteMontant(s.cumul)}`,
    bien.fiche.modeFiscal === undefined ||
    cumulFiscalTransfere(s.solde145, s.cumul) === vers.CumulFiscalReprise
      ? ''
      : `cumul fiscal repris ${texteMontant(cumulFiscalTransfere(s.solde145, s.cumul))}`,
    vers.ValeurBrute === s.brut ? '' : `valeur brute ${texteMontant(s.brut)}`,
  ].filter(f => f !== '');
  if (fautes.length === 0) return;
  yield surFiche(
    bien,
    'BLOQUANT',
    'C-IMM-21',
    `transférée vers ${vers.IdImmo}, qui ne reprend pas la même chose.`,
    `Mettez sur la fiche ${vers.IdImmo} : ${fautes.join(', ')}.`,
    { colonne: 'IdImmoVers' },
  );
}

/** Le 145 passe avec le bien : le cumul fiscal repris est le cumul économique augmenté du solde. */
const cumulFiscalTransfere = (solde145: Montant, cumul: Montant): Montant => plus(cumul, solde145);
