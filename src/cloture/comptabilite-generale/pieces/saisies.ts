/** Les pièces saisies : de leurs lignes à l'écriture, avec ce qui l'interdit (domaine §9.1). */
import {
  cleGeneration,
  ecriture,
  moins,
  plus,
  somme,
  ZERO,
  type Anomalie,
  type Compte,
  type Ecriture,
  type LieuAnomalie,
  type LigneEcriture,
  type Montant,
} from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import { lignesDeFacture } from './calcul/facture';
import { appliquerModele } from './calcul/modele';
import type { LigneDeFacture, TvaDeLigne } from './calcul/types';
import type { ContextePieces } from './contexte';
import * as dire from './dire';
import { MODULE_SAISIE } from './modules';
import { SaisieEcritures } from './tables';

export type LigneSaisie = Ligne<typeof SaisieEcritures>;

/** Une pièce saisie : ses lignes dans leur ordre, et ce qui en est fait. */
export interface PieceSaisie {
  readonly id: string;
  readonly lignes: readonly [LigneSaisie, ...LigneSaisie[]];
  /** Absente si une anomalie l'interdit. */
  readonly ecriture?: Ecriture;
  readonly anomalies: readonly Anomalie[];
}

const lieuDe = (l: LigneSaisie, colonne: string): LieuAnomalie => ({
  table: SaisieEcritures.nom,
  ligne: l.ligne,
  colonne,
  cle: l.IdPiece,
});

/** Les pièces de la feuille de saisie, dans l'ordre où elles y viennent ; celles d'après l'arrêté attendent. */
export function* lirePieces(contexte: ContextePieces): Generator<PieceSaisie> {
  const pieces = new Map<string, LigneSaisie[]>();
  for (const l of contexte.tables.lire(SaisieEcritures).lignes) {
    const connue = pieces.get(l.IdPiece);
    if (connue) connue.push(l);
    else pieces.set(l.IdPiece, [l]);
  }
  for (const [id, lues] of pieces) {
    const [premiere, ...suite] = lues.sort((a, b) => a.Ligne - b.Ligne);
    if (premiere === undefined || premiere.Date > contexte.arrete) continue;
    yield etablir(id, [premiere, ...suite], contexte);
  }
}

const FACTURES = {
  FACTURE_CLIENT: { vente: true, avoir: false },
  AVOIR_CLIENT: { vente: true, avoir: true },
  FACTURE_FOURNISSEUR: { vente: false, avoir: false },
  AVOIR_FOURNISSEUR: { vente: false, avoir: true },
} as const;

/** L'écriture d'une pièce saisie, ou ce qui l'interdit. */
export function etablir(id: string, lignes: PieceSaisie['lignes'], contexte: ContextePieces): PieceSaisie {
  const [tete] = lignes;
  const quoi = dire.laPiece(id);
  const anomalies: Anomalie[] = [];
  if (/[|#]/.test(id)) anomalies.push(dire.codeReserve(quoi, lieuDe(tete, 'IdPiece')));
  const autre = lignes.find(
    l =>
      l.Date !== tete.Date ||
      l.Type !== tete.Type ||
      l.Journal !== tete.Journal ||
      (tete.Type in FACTURES && l.Tiers !== tete.Tiers),
  );
  if (autre) anomalies.push(dire.datesDifferentes(quoi, lieuDe(autre, 'Date')));
  const interdite = contexte.dateInterdite(tete.Date, quoi, lieuDe(tete, 'Date'));
  if (interdite) anomalies.push(interdite);
  const faites = anomalies.length > 0 ? { lignes: [], anomalies: [] } : composer(lignes, contexte);
  anomalies.push(...faites.anomalies);
  if (anomalies.length > 0) return { id, lignes, anomalies };
  const lieu = (i: number) => lieuDe(lignes[i] ?? tete, 'Compte');
  anomalies.push(...contexte.controlerLignes(faites.lignes, quoi, lieu));
  anomalies.push(...controlerSoldes(faites.lignes, quoi, lieuDe(tete, 'Debit')));
  if (anomalies.length > 0) return { id, lignes, anomalies };
  return { id, lignes, anomalies, ecriture: ecrire(id, tete, faites.lignes, contexte) };
}

function ecrire(
  id: string,
  tete: LigneSaisie,
  lignes: readonly LigneEcriture[],
  contexte: ContextePieces,
): Ecriture {
  return ecriture({
    cle: cleGeneration(MODULE_SAISIE, contexte.arrete, id, 'ARRETE'),
    origine: 'SAISIE',
    journal: tete.Journal ?? journalDe(tete, contexte),
    date: tete.Date,
    piece: tete.Piece,
    libelle: tete.Libelle,
    lignes: lignes.map(l => ({ ...l, datePiece: l.datePiece ?? tete.DatePiece ?? tete.Date })),
    ...(tete.DateSurvenance === undefined ? {} : { survenance: tete.DateSurvenance }),
  });
}

function journalDe({ Type, Modele }: LigneSaisie, { parametres, modeles }: ContextePieces): string {
  if (Type in FACTURES)
    return parametres.valeur(
      FACTURES[Type as keyof typeof FACTURES].vente ? 'JOURNAL_VENTES' : 'JOURNAL_ACHATS',
    );
  const duModele = modeles.get(Modele ?? '')?.find(l => l.Journal !== undefined)?.Journal;
  return duModele ?? parametres.valeur('JOURNAL_CLOTURE');
}

function controlerSoldes(lignes: readonly LigneEcriture[], quoi: dire.Chose, lieu: LieuAnomalie): Anomalie[] {
  if (lignes.length < 2) return [dire.tropCourte(quoi, lieu)];
  const debit = somme(lignes.map(l => l.debit));
  const credit = somme(lignes.map(l => l.credit));
  return moins(debit, credit) === 0 ? [] : [dire.desequilibre(quoi, debit, credit, lieu)];
}

interface Composee {
  readonly lignes: readonly LigneEcriture[];
  readonly anomalies: readonly Anomalie[];
}

function composer(lignes: PieceSaisie['lignes'], contexte: ContextePieces): Composee {
  const { Type } = lignes[0];
  if (Type === 'ECRITURE') return composerLibre(lignes);
  if (Type === 'MODELE') return composerModele(lignes, contexte);
  return composerFacture(lignes, FACTURES[Type], contexte);
}

const aLa = (l: LigneSaisie) => ({
  libelle: l.Libelle,
  piece: l.Piece,
  ...(l.DatePiece === undefined ? {} : { datePiece: l.DatePiece }),
  ...(l.IdAffaire === undefined ? {} : { idAffaire: l.IdAffaire }),
  ...(l.Section === undefined ? {} : { section: l.Section }),
});

const creanceDe = (l: LigneSaisie) => ({
  ...(l.DateEcheance === undefined ? {} : { echeance: l.DateEcheance }),
  ...(l.Devise === undefined ? {} : { devise: l.Devise }),
  ...(l.MontantDevise === undefined ? {} : { montantDevise: l.MontantDevise }),
});

function composerLibre(saisies: PieceSaisie['lignes']): Composee {
  const anomalies: Anomalie[] = [];
  const lignes: LigneEcriture[] = [];
  for (const l of saisies) {
    const quoi = dire.laPiece(l.IdPiece);
    const debit = l.Debit ?? ZERO;
    const credit = l.Credit ?? ZERO;
    if (l.Compte === undefined) {
      anomalies.push(dire.champManquant(quoi, { fr: 'compte', en: 'account' }, lieuDe(l, 'Compte')));
      continue;
    }
    if ((debit !== 0) === (credit !== 0) || debit < 0 || credit < 0) {
      anomalies.push(dire.coteInvalide(quoi, lieuDe(l, 'Debit')));
      continue;
    }
    const tiers = l.Tiers === undefined ? {} : { tiers: l.Tiers };
    lignes.push({ ...aLa(l), ...creanceDe(l), ...tiers, compte: l.Compte, debit, credit });
  }
  return { lignes, anomalies };
}

/** La ligne, le compte et le montant qu'exige une ligne de facture ou de modèle. */
function montantManquant(l: LigneSaisie): Anomalie[] {
  if (l.Montant !== undefined && l.Montant > 0) return [];
  const champ = { fr: 'montant positif', en: 'positive amount' };
  return [dire.champManquant(dire.laPiece(l.IdPiece), champ, lieuDe(l, 'Montant'))];
}

function composerModele(saisies: PieceSaisie['lignes'], contexte: ContextePieces): Composee {
  const { modeles } = contexte;
  const anomalies: Anomalie[] = [];
  const lignes: LigneEcriture[] = [];
  for (const l of saisies) {
    const quoi = dire.laPiece(l.IdPiece);
    anomalies.push(...montantManquant(l));
    const modele = modeles.get(l.Modele ?? '');
    if (!modele) {
      anomalies.push(dire.modeleInconnu(quoi, l.Modele ?? '', lieuDe(l, 'Modele')));
      continue;
    }
    try {
      for (const ligne of appliquerModele(modele, l.Montant ?? ZERO, aLa(l)))
        lignes.push(avecTiers(ligne, l.Tiers, contexte));
    } catch (erreur) {
      if (!(erreur instanceof RangeError)) throw erreur;
      anomalies.push(dire.modeleFaux(quoi, l.Modele ?? '', erreur.message, lieuDe(l, 'Modele')));
    }
  }
  return { lignes, anomalies };
}

/** Le tiers de la pièce va aux comptes collectifs qui n'en ont pas déjà un à eux. */
export const avecTiers = (
  ligne: LigneEcriture,
  tiers: string | undefined,
  contexte: ContextePieces,
): LigneEcriture =>
  tiers !== undefined && ligne.tiers === undefined && contexte.estCollectif(ligne.compte)
    ? { ...ligne, tiers }
    : ligne;

function composerFacture(
  saisies: PieceSaisie['lignes'],
  genre: { readonly vente: boolean; readonly avoir: boolean },
  contexte: ContextePieces,
): Composee {
  const [tete] = saisies;
  const quoi = dire.laPiece(tete.IdPiece);
  const anomalies: Anomalie[] = [];
  if (tete.Tiers === undefined)
    anomalies.push(dire.champManquant(quoi, { fr: 'tiers', en: 'third party' }, lieuDe(tete, 'Tiers')));
  const lignes = saisies.flatMap((l): LigneDeFacture[] => {
    anomalies.push(...montantManquant(l));
    if (l.Compte === undefined)
      anomalies.push(dire.champManquant(quoi, { fr: 'compte', en: 'account' }, lieuDe(l, 'Compte')));
    const tva = tvaDeLigne(l, genre.vente, contexte);
    if (tva === undefined)
      anomalies.push(dire.tvaInconnue(quoi, l.CodeTVA ?? '', l.Date, lieuDe(l, 'CodeTVA')));
    if (l.Compte === undefined || tva === undefined || l.Montant === undefined) return [];
    const { IdAffaire: idAffaire, Section: section } = l;
    return [
      {
        compte: l.Compte,
        ht: l.Montant,
        tva,
        ...(idAffaire === undefined ? {} : { idAffaire }),
        ...(section === undefined ? {} : { section }),
      },
    ];
  });
  if (anomalies.length > 0 || tete.Tiers === undefined) return { lignes: [], anomalies };
  const { vente } = genre;
  const defaut = contexte.parametres.valeur(vente ? 'CPT_CLIENT' : 'CPT_FOURNISSEUR');
  const collectif = contexte.tiers.get(tete.Tiers)?.CompteCollectif ?? defaut;
  const facture = { ...genre, collectif, tiers: tete.Tiers, lignes, creance: creanceDe(tete) };
  return { lignes: lignesDeFacture(facture), anomalies };
}

/** La TVA d'une ligne de facture ; undefined si son code n'a pas de taux à cette date. */
export function tvaDeLigne(
  l: Pick<LigneSaisie, 'CodeTVA' | 'Date'>,
  vente: boolean,
  { tva, parametres }: ContextePieces,
): TvaDeLigne | undefined {
  const ligne = l.CodeTVA === undefined ? undefined : tva.enVigueur(l.CodeTVA, l.Date);
  const taux = ligne?.Taux ?? tva.taux(l.CodeTVA, l.Date);
  if (taux === undefined) return undefined;
  const collectee = ligne?.CompteCollectee;
  const deductible = ligne?.CompteDeductible;
  switch (ligne?.Regime) {
    case 'EXONERE':
      return { regime: 'AUCUNE' };
    case 'AUTOLIQUIDATION':
    case 'INTRACOM':
      // L'acheteur doit la TVA et la déduit ; sans les deux comptes, la pièce n'en porte pas.
      if (vente || collectee === undefined || deductible === undefined || taux.isZero())
        return { regime: 'AUCUNE' };
      return { regime: 'AUTOLIQUIDEE', taux, collectee, deductible };
    case 'NON_RECUPERABLE':
      if (!vente) return { regime: 'DANS_LA_CHARGE', taux };
      break;
    default:
  }
  if (taux.isZero()) return { regime: 'AUCUNE' };
  const encaissements = ligne?.Regime === 'ENCAISSEMENTS' ? 'CPT_TVA_ATTENTE' : 'CPT_TVA_COLLECTEE';
  const compte: Compte = vente
    ? (collectee ?? parametres.valeur(encaissements))
    : (deductible ?? parametres.valeur('CPT_TVA_DEDUCTIBLE'));
  return { regime: 'NORMALE', taux, compte };
}

/** Le total des débits d'une pièce, pour le bilan. */
export const totalDe = (pieces: readonly PieceSaisie[]): Montant =>
  pieces.reduce((t, p) => (p.ecriture ? plus(t, somme(p.ecriture.lignes.map(l => l.debit))) : t), ZERO);
