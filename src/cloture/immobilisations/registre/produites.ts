import {
  cleGeneration,
  plus,
  somme,
  texteMontant,
  versIso,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import { Dotations, DotationsDuMois, DotationsParCompte, PropositionsImmo } from '../tables';
import type { BienArrete } from './arreter';
import { PART_FICHE, type Bien } from './bien';
import type { Proposition } from './facturation';

/** L'historique de l'arrêté : ce dont le mois suivant part. */
export function produireDotations(
  etats: readonly BienArrete[],
  arrete: Jour,
): TableProduite<typeof Dotations> {
  return {
    table: Dotations,
    lignes: etats.map(({ bien, apres, dotation, sorties }) => {
      const source =
        dotation !== 0 ? 'DOTATIONS' : sorties.length > 0 ? sourceDe(bien, sorties[0]!.part.id) : undefined;
      return {
        ...apres,
        IdEcriture: source === undefined ? undefined : cleGeneration('AMORT', arrete, source, 'ARRETE'),
      };
    }),
    cle: l => `${l.IdImmo}|${versIso(l.Arrete)}`,
    portee: l => l.Arrete === arrete,
  };
}

const sourceDe = (bien: Bien, part: string) => (part === PART_FICHE ? bien.id : `${bien.id}-${part}`);

/** « Dotations du mois », avec les colonnes Année, Période et Immos en cours d'Akuiteo (domaine §3.9). */
export function produireDotationsDuMois(etats: readonly BienArrete[]): TableProduite<typeof DotationsDuMois> {
  return {
    table: DotationsDuMois,
    lignes: etats.map(e => ({
      IdImmo: e.bien.id,
      Libelle: e.bien.ligne.Libelle,
      Categorie: e.bien.ligne.Categorie,
      Compte: e.apres.Compte,
      CompteDotation: e.bien.compteDotation,
      CompteAmort: e.bien.compteAmort,
      Section: e.bien.section(e.apres.Arrete),
      Etat: e.etat,
      Arrete: e.apres.Arrete,
      Brut: e.apres.Brut,
      EnCours: e.enCours,
      Annee: e.annee,
      Periode: e.apres.Economique,
      Anterieur: e.anterieur,
      Cumul: e.apres.Cumul,
      Depreciation: e.apres.Depreciation,
      VNC: e.apres.VNC,
      FiscalAnnee: e.fiscalAnnee,
      Derogatoire: e.apres.Derogatoire,
      Solde145: e.apres.Solde145,
    })),
    cle: l => l.IdImmo,
    portee: () => true,
  };
}

/** Les dotations de l'arrêté par comptes et section, celles des sorties comprises : ce que disent les écritures. */
export function produireDotationsParCompte(
  etats: readonly BienArrete[],
  arrete: Jour,
): TableProduite<typeof DotationsParCompte> {
  const groupes = new Map<string, Groupe>();
  for (const { bien, dotation, annee, apres, sorties } of etats) {
    const { compteDotation, compteAmort } = bien;
    if (compteDotation === undefined || compteAmort === undefined) continue;
    const groupe = (section: string | undefined): Groupe => {
      const cle = [compteDotation, compteAmort, section ?? ''].join('|');
      const connu = groupes.get(cle) ?? {
        CompteDotation: compteDotation,
        CompteAmort: compteAmort,
        Section: section,
        Arrete: arrete,
        Nombre: 0,
        Annee: ZERO,
        Periode: ZERO,
        Cumul: ZERO,
      };
      groupes.set(cle, connu);
      return connu;
    };
    const actuel = groupe(bien.section(arrete));
    if (apres.Economique !== ZERO) actuel.Nombre++;
    actuel.Annee = plus(actuel.Annee, annee);
    actuel.Periode = plus(actuel.Periode, dotation);
    actuel.Cumul = plus(actuel.Cumul, apres.Cumul);
    for (const s of sorties) {
      const sorti = groupe(bien.section(s.date));
      sorti.Periode = plus(sorti.Periode, s.dotation);
    }
  }
  return {
    table: DotationsParCompte,
    lignes: [...groupes]
      .filter(([, g]) => g.Annee !== ZERO || g.Periode !== ZERO || g.Cumul !== ZERO)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, g]) => g),
    cle: l => [l.CompteDotation, l.CompteAmort, l.Section ?? ''].join('|'),
    portee: () => true,
  };
}

/** Une ligne de « Dotations par compte », qu'on remplit bien après bien. */
type Groupe = {
  -readonly [C in keyof Valeurs<typeof DotationsParCompte>]-?: C extends
    'Nombre' | 'Annee' | 'Periode' | 'Cumul'
    ? NonNullable<Valeurs<typeof DotationsParCompte>[C]>
    : Valeurs<typeof DotationsParCompte>[C];
};

export function produirePropositions(
  propositions: readonly Proposition[],
): TableProduite<typeof PropositionsImmo> {
  return {
    table: PropositionsImmo,
    lignes: propositions,
    cle: l => `${l.IdFactF}|${l.Ligne}`,
    portee: () => true,
  };
}

/** Le bilan de la capacité en une ligne. */
export function resumer(
  etats: readonly BienArrete[],
  propositions: readonly Proposition[],
  rapproche: boolean,
): string {
  const total = (de: (e: BienArrete) => Montant | undefined) =>
    texteMontant(somme(etats.map(e => de(e) ?? ZERO)));
  const sorties = etats.reduce((n, e) => n + e.sorties.length, 0);
  const morceaux = [
    `Immobilisations : ${etats.length} bien${etats.length > 1 ? 's' : ''}, dotation ${total(e => e.apres.Economique)}, cumul ${total(e => e.apres.Cumul)}, VNC ${total(e => e.apres.VNC)}`,
    ...(sorties > 0 ? [`${sorties} sortie${sorties > 1 ? 's' : ''}`] : []),
    ...(propositions.length > 0 ? [`${propositions.length} à créer depuis les factures`] : []),
    ...(rapproche || etats.length === 0 ? [] : ['registre non rapproché : pas d’écritures importées']),
  ];
  return morceaux.join(', ');
}
