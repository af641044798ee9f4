/** Contrôles face à l'arrêté précédent : historique, identité de la production, documents tardifs (domaine §1.3). */
import { montant, ZERO, type Anomalie, type Jour, type Montant } from '../../../comptabilite';
import type { Dossier } from '../calcul/dossier';
import type { ArreteHistorise } from '../calcul/historique';
import type { Mesure } from '../calcul/mesures';
import { anomalie, enJour, enMontant, ligneAffaire, type AffaireJugee, type Lieu } from './dire';

/** C-REV-09 : sans CA M-1, la production du mois serait tout le CA depuis l'origine. */
export function sansHistorique(dossier: Dossier, precedent: Jour, entier: boolean): Anomalie {
  const jour = enJour(precedent);
  return anomalie(
    'BLOQUANT',
    'C-REV-09',
    {
      fr: `Affaire ${dossier.nom} : aucun CA historisé au ${jour.fr}, alors qu'elle a des pièces avant cette date.`,
      en: `Project ${dossier.nom}: no revenue recorded at ${jour.en}, though it has documents before that date.`,
    },
    entier
      ? { fr: `Validez d'abord l'arrêté du ${jour.fr}.`, en: `Validate the closing date ${jour.en} first.` }
      : {
          fr: 'Ajoutez à Historique une ligne CA de type REPRISE à cette date, avec son facturé.',
          en: 'Add to Historique a CA row of type REPRISE at that date, with its invoiced amount.',
        },
    ligneAffaire(dossier, 'IdAffaire'),
  );
}

const lieuHistorise = (
  { IdAffaire }: Dossier,
  precedent: ArreteHistorise | undefined,
  colonne: string,
): Lieu => {
  const ligne = (precedent?.detail ?? precedent?.lignes[0])?.ligne;
  return { table: 'Historique', ...(ligne === undefined ? {} : { ligne }), colonne, cle: IdAffaire };
};

/** C-REV-01 : production = facturé du mois + ΔFAE - ΔPCA (domaine §1.3). */
export function controlerIdentite(
  { dossier, mesure }: AffaireJugee,
  precedent: ArreteHistorise | undefined,
  production: Montant,
): Anomalie[] {
  const facture = precedent ? precedent.detail?.FACT : ZERO;
  if (facture === undefined) return [sansFacture(dossier, precedent)];
  const attendue = montant(
    mesure.facture - facture + mesure.fae - (precedent?.fae ?? 0) - (mesure.pca - (precedent?.pca ?? 0)),
  );
  if (attendue === production) return [];
  const [trouvee, voulue] = [enMontant(production), enMontant(attendue)];
  return [
    anomalie(
      'BLOQUANT',
      'C-REV-01',
      {
        fr: `Affaire ${dossier.nom} : production ${trouvee.fr}, mais facturé du mois + ΔFAE - ΔPCA = ${voulue.fr}.`,
        en: `Project ${dossier.nom}: revenue of the month ${trouvee.en}, but invoiced in the month + ΔFAE - ΔPCA = ${voulue.en}.`,
      },
      {
        fr: "Vérifiez dans Historique le CA, le facturé, la FAE et la PCA de l'arrêté précédent.",
        en: 'Check in Historique the revenue, invoiced amount, FAE and PCA of the previous closing date.',
      },
      lieuHistorise(dossier, precedent, 'Montant'),
    ),
  ];
}

function sansFacture(dossier: Dossier, precedent: ArreteHistorise | undefined): Anomalie {
  return anomalie(
    'ALERTE',
    'C-REV-01',
    {
      fr: `Affaire ${dossier.nom} : l'historique ne dit pas le facturé de l'arrêté précédent ; la production ne peut pas être recoupée.`,
      en: `Project ${dossier.nom}: the history does not hold what was invoiced at the previous closing date; the revenue of the month cannot be checked.`,
    },
    {
      fr: 'Complétez la colonne « Facturé » de la ligne de reprise.',
      en: 'Complete the column "Facturé" of the opening row.',
    },
    lieuHistorise(dossier, precedent, 'FACT'),
  );
}

/**
 * C-GEN-04 : une facture, un temps ou un achat daté d'un mois fermé mais arrivé depuis. Le mois fermé ne bouge pas ;
 * par le cumul, l'écart tombe dans le mois que l'on clôture (domaine §1.3, §16 cas 13).
 * @param relue l'affaire mesurée aujourd'hui à l'arrêté précédent
 */
export function documentsTardifs(
  dossier: Dossier,
  historise: ArreteHistorise | undefined,
  relue: Mesure,
  precedent: Jour,
): Anomalie[] {
  const detail = historise?.detail;
  if (!detail) return [];
  const ecart = (avant: Montant | undefined, ici: Montant) => (avant === undefined ? 0 : ici - avant);
  // Une reprise saisie n'a pas ses pièces dans le classeur : ses charges ne se recoupent pas.
  const charges = detail.TypeLigne === 'REPRISE' ? 0 : ecart(detail.CH, relue.charges);
  return [
    ...tardif(
      dossier,
      'FacturesClients',
      ['les factures', 'invoices'],
      ecart(detail.FACT, relue.facture),
      precedent,
    ),
    ...tardif(dossier, 'Temps', ['les temps et les achats', 'time and purchases'], charges, precedent),
  ];
}

function tardif(
  dossier: Dossier,
  table: string,
  [quoi, what]: readonly [string, string],
  ecart: number,
  precedent: Jour,
): Anomalie[] {
  if (ecart === 0) return [];
  const [m, jour] = [enMontant(montant(ecart)), enJour(precedent)];
  return [
    anomalie(
      'ALERTE',
      'C-GEN-04',
      {
        fr: `Affaire ${dossier.nom} : ${quoi} au plus tard du ${jour.fr} ont changé de ${m.fr} depuis cet arrêté ; l'écart compte dans le mois.`,
        en: `Project ${dossier.nom}: ${what} up to ${jour.en} changed by ${m.en} since that closing date; the difference counts in the month.`,
      },
      {
        fr: 'Rien à faire si le document est arrivé en retard.',
        en: 'Nothing to do if the document came late.',
      },
      { table, colonne: table === 'Temps' ? 'Date' : 'DateFacture', cle: dossier.IdAffaire },
    ),
  ];
}
