/** Les abonnements : une écriture par période, jamais deux (domaine §4.9, capacité 74). */
import {
  auDebit,
  cleGeneration,
  ecriture,
  oppose,
  somme,
  texteMois,
  type Anomalie,
  type Ecriture,
  type LieuAnomalie,
  type LigneEcriture,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import { echeances, type Echeance } from './calcul/abonnement';
import { appliquerModele } from './calcul/modele';
import type { ContextePieces } from './contexte';
import * as dire from './dire';
import { MODULE_ABONNEMENT } from './modules';
import { avecTiers } from './saisies';
import { Abonnements } from './tables';

export type LigneAbonnement = Ligne<typeof Abonnements>;

/** La source d'une échéance dans sa clé. Ex. : « LOYER#2026-11 ». */
export const sourceDe = (id: string, e: Pick<Echeance, 'periode'>): string => `${id}#${e.periode}`;

export interface AbonnementsEtablis {
  readonly ecritures: readonly Ecriture[];
  readonly anomalies: readonly Anomalie[];
}

const lieuDe = (l: LigneAbonnement, colonne: string): LieuAnomalie => ({
  table: Abonnements.nom,
  ligne: l.ligne,
  colonne,
  cle: l.IdAbonnement,
});

/**
 * Les écritures des périodes échues qu'aucun autre arrêté n'a passées. Une période d'un mois fermé se passe au premier
 * jour ouvert, avec sa date de survenance (PCG art. 1031-4), et cela se dit.
 */
export function etablirAbonnements(contexte: ContextePieces): AbonnementsEtablis {
  const passees = contexte.sourcesAilleurs(MODULE_ABONNEMENT);
  const ecritures: Ecriture[] = [];
  const anomalies: Anomalie[] = [];
  for (const l of contexte.tables.lire(Abonnements).lignes) {
    const quoi = dire.lAbonnement(l.IdAbonnement);
    const lues = echoir(l, contexte, quoi);
    anomalies.push(...lues.anomalies);
    const dues = lues.echeances.filter(e => !passees.has(sourceDe(l.IdAbonnement, e)));
    const tardives = dues.filter(e => contexte.etatDuMois(e.date) === 'FERMEE');
    if (tardives.length > 0)
      anomalies.push(
        dire.rattrapage(quoi, tardives.length, somme(tardives.map(e => e.montant)), lieuDe(l, 'Debut')),
      );
    for (const e of dues) {
      const faite = passer(l, e, contexte, quoi);
      anomalies.push(...faite.anomalies);
      if (faite.ecriture) ecritures.push(faite.ecriture);
    }
  }
  return { ecritures, anomalies };
}

function echoir(
  l: LigneAbonnement,
  { arrete }: ContextePieces,
  quoi: dire.Chose,
): { readonly echeances: readonly Echeance[]; readonly anomalies: readonly Anomalie[] } {
  if (/[|#]/.test(l.IdAbonnement))
    return { echeances: [], anomalies: [dire.codeReserve(quoi, lieuDe(l, 'IdAbonnement'))] };
  if ((l.Compte === undefined) === (l.Modele === undefined))
    return { echeances: [], anomalies: [dire.abonnementSansCompte(quoi, lieuDe(l, 'Compte'))] };
  try {
    return { echeances: echeances(l, arrete), anomalies: [] };
  } catch (erreur) {
    if (!(erreur instanceof RangeError)) throw erreur;
    return { echeances: [], anomalies: [dire.abonnementFaux(quoi, erreur.message, lieuDe(l, 'Fin'))] };
  }
}

function passer(
  l: LigneAbonnement,
  e: Echeance,
  contexte: ContextePieces,
  quoi: dire.Chose,
): { readonly ecriture?: Ecriture; readonly anomalies: readonly Anomalie[] } {
  const tardive = contexte.etatDuMois(e.date) === 'FERMEE';
  const date = tardive ? contexte.ouvert : e.date;
  const interdite = contexte.dateInterdite(date, quoi, lieuDe(l, 'Debut'));
  if (interdite) return { anomalies: [interdite] };
  const composees = lignesDe(l, e, contexte, quoi);
  if ('anomalie' in composees) return { anomalies: [composees.anomalie] };
  const { lignes } = composees;
  const anomalies = contexte.controlerLignes(lignes, quoi, () => lieuDe(l, 'Compte'));
  if (anomalies.length > 0) return { anomalies };
  if (lignes.length < 2) return { anomalies: [dire.tropCourte(quoi, lieuDe(l, 'Montant'))] };
  const duModele = contexte.modeles.get(l.Modele ?? '')?.find(m => m.Journal !== undefined)?.Journal;
  return {
    anomalies: [],
    ecriture: ecriture({
      cle: cleGeneration(MODULE_ABONNEMENT, contexte.arrete, sourceDe(l.IdAbonnement, e), 'ARRETE'),
      origine: 'SAISIE',
      journal: l.Journal ?? duModele ?? contexte.parametres.valeur('JOURNAL_CLOTURE'),
      date,
      piece: `${l.IdAbonnement}-${e.periode}`,
      libelle: `${l.Libelle}, ${texteMois(e.periode)}`,
      lignes,
      ...(tardive ? { survenance: e.date } : {}),
    }),
  };
}

/** Charge au débit, produit au crédit ; la contrepartie en face. */
function lignesDe(
  l: LigneAbonnement,
  e: Echeance,
  contexte: ContextePieces,
  quoi: dire.Chose,
): { readonly lignes: LigneEcriture[] } | { readonly anomalie: Anomalie } {
  const axes = {
    ...(l.IdAffaire === undefined ? {} : { idAffaire: l.IdAffaire }),
    ...(l.Section === undefined ? {} : { section: l.Section }),
  };
  const { modeles, parametres } = contexte;
  if (l.Compte !== undefined) {
    const solde = l.Compte.startsWith('7') ? oppose(e.montant) : e.montant;
    const contrepartie = l.Contrepartie ?? parametres.valeur('CPT_ABONNEMENT');
    const lignes = [
      auDebit(l.Compte, solde, axes),
      avecTiers(auDebit(contrepartie, oppose(solde)), l.Tiers, contexte),
    ];
    return { lignes: solde === 0 ? [] : lignes };
  }
  const code = l.Modele ?? '';
  const modele = modeles.get(code);
  if (!modele) return { anomalie: dire.modeleInconnu(quoi, code, lieuDe(l, 'Modele')) };
  try {
    const lignes = appliquerModele(modele, e.montant, axes);
    return { lignes: lignes.map(x => avecTiers(x, l.Tiers, contexte)) };
  } catch (erreur) {
    if (!(erreur instanceof RangeError)) throw erreur;
    return { anomalie: dire.modeleFaux(quoi, code, erreur.message, lieuDe(l, 'Modele')) };
  }
}
