/** C-CUT-13 : la période que dit le libellé n'est pas le mois où l'écriture est passée. */
import {
  absolu,
  acquis,
  ajouterMois,
  constateDAvance,
  debutDeMois,
  type Etendue,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { aCourir, partEchue } from '../../tables-communes/part-echue';
import { euros, laPeriode, leJour } from './dire';
import { etalement, mouvementDe, type Enjeu } from './expliquer';
import { periodeDuLibelle } from './libelle';
import {
  CODES_RADAR,
  type Constat,
  type DonneesRadar,
  type ModuleRadar,
  type OptionsRadar,
  type RegularisationProposee,
} from './types';

type LigneEcrite = DonneesRadar['ecritures'][number];

/** Ce que les factures savent d'une pièce : sa période est suivie, et de quelle affaire elle est. */
interface Piece {
  suivie: boolean;
  idAffaire: string | undefined;
  codeProduit: string | undefined;
  codeTVA: string | undefined;
  tiers: string | undefined;
}

/** On ne cherche pas dans un mois plus lointain une charge de l'arrêté. */
const MOIS_APRES = 2;

export function* periodesDesLibelles(donnees: DonneesRadar, options: OptionsRadar): Iterable<Constat> {
  const { arrete } = options;
  const horizon = ajouterMois(arrete, MOIS_APRES);
  const pieces = piecesConnues(donnees);
  for (const l of donnees.ecritures) {
    if (l.DateEcriture > horizon || !estRegularisable(l)) continue;
    const piece = pieces.get(l.Piece);
    if (piece?.suivie === true) continue;
    const periode = periodeDuLibelle(l.Libelle, l.DateEcriture);
    if (periode === undefined) continue;
    const vente = l.Compte.startsWith('7');
    if (vente && !options.venteRattachee(l.IdAffaire ?? piece?.idAffaire, piece?.codeProduit)) continue;
    const constat = juger(l, periode, piece, options);
    if (constat !== undefined) yield constat;
  }
}

/** Charges et produits, hors dotations et reprises, et hors ce qu'une clôture a écrit. */
function estRegularisable(l: LigneEcrite): boolean {
  return (
    /^(6[^8]|7[^8])/.test(l.Compte) &&
    l.CleGeneration === undefined &&
    l.Origine !== 'EXTOURNE' &&
    !/^extourne/i.test(l.Libelle)
  );
}

function juger(
  l: LigneEcrite,
  periode: Etendue,
  piece: Piece | undefined,
  options: OptionsRadar,
): Constat | undefined {
  const { arrete, mode } = options;
  const vente = l.Compte.startsWith('7');
  const m = ((vente ? -1 : 1) * (l.Debit - l.Credit)) as Montant;
  const mouvement = mouvementDe({ table: 'Ecritures', ligne: l.ligne }, vente);
  const bornes = [{ supposee: periode.du }, { supposee: periode.au }] as const;
  const enjeu =
    (etaler: typeof partEchue): Enjeu =>
    cadre =>
      etaler(mouvement(cadre), etalement(cadre, bornes, options));
  const proposer = (module: ModuleRadar, montant: Montant): RegularisationProposee => ({
    module,
    montant,
    compte: l.Compte,
    idTiers: l.Tiers ?? piece?.tiers,
    idAffaire: l.IdAffaire ?? piece?.idAffaire,
    codeTVA: piece?.codeTVA,
  });
  if (l.DateEcriture > arrete) {
    if (periode.du > arrete) return undefined;
    return constat(
      l,
      periode,
      m,
      enjeu(partEchue),
      proposer(vente ? 'FAE' : 'FNP', acquis(m, periode, arrete, mode)),
    );
  }
  if (periode.au > arrete)
    return constat(
      l,
      periode,
      m,
      enjeu(aCourir),
      proposer(vente ? 'PCA' : 'CCA', constateDAvance(m, periode, arrete, mode)),
    );
  const tardive = l.DateEcriture >= debutDeMois(arrete) && periode.au < debutDeMois(arrete);
  return tardive ? constat(l, periode, m, mouvement, undefined) : undefined;
}

function constat(
  l: LigneEcrite,
  periode: Etendue,
  m: Montant,
  enjeu: Enjeu,
  proposition: RegularisationProposee | undefined,
): Constat | undefined {
  if (m === 0 || proposition?.montant === 0) return undefined;
  const risque = absolu(proposition?.montant ?? m);
  return {
    code: CODES_RADAR.PERIODE_DU_LIBELLE,
    gravite: proposition ? 'ALERTE' : 'INFO',
    table: 'Ecritures',
    ligne: l.ligne,
    colonne: 'Libelle',
    cle: `${l.Exercice}/${l.Journal}/${l.EcritureNum}/${l.Ligne}`,
    risque,
    enjeu,
    message: {
      fr: `« ${l.Libelle} », passée le ${leJour(l.DateEcriture).fr} au ${l.Compte}, dit ${laPeriode(periode).fr} : ${euros(risque).fr} ne sont pas de ce mois.`,
      en: `"${l.Libelle}", posted on ${leJour(l.DateEcriture).en} to ${l.Compte}, says ${laPeriode(periode).en}: ${euros(risque).en} do not belong to this month.`,
    },
    remede: proposition
      ? {
          fr: 'Acceptez la proposition, ou donnez sa période à la facture.',
          en: 'Accept the proposal, or give the invoice its period.',
        }
      : {
          fr: "Rien à écrire : le mois du libellé est clos, la charge reste dans celui-ci. Vérifiez qu'il l'avait provisionnée.",
          en: 'Nothing to post: the month of the label is closed, the cost stays in this one. Check that it had accrued it.',
        },
    ...(proposition ? { proposition } : {}),
  };
}

/** Les pièces des tables de factures : une période saisie, ou une réception, et la règle s'en charge déjà. */
function piecesConnues({ facturesClients, facturesFournisseurs }: DonneesRadar): Map<string, Piece> {
  const pieces = new Map<string, Piece>();
  const noter = (cle: string, piece: Piece) => {
    const deja = pieces.get(cle);
    if (deja === undefined) pieces.set(cle, piece);
    else deja.suivie ||= piece.suivie;
  };
  for (const f of facturesClients)
    noter(f.IdFacture, {
      suivie: suivie(f.PeriodeDu, f.PeriodeAu),
      idAffaire: f.IdAffaire,
      codeProduit: f.CodeProduit,
      codeTVA: f.CodeTVA,
      tiers: f.IdClient,
    });
  for (const f of facturesFournisseurs)
    for (const cle of new Set([f.IdFactF, f.Reference]))
      noter(cle, {
        suivie: suivie(f.PeriodeDu, f.PeriodeAu) || f.IdReception !== undefined,
        idAffaire: f.IdAffaire,
        codeProduit: undefined,
        codeTVA: f.CodeTVA,
        tiers: f.IdFournisseur,
      });
  return pieces;
}

const suivie = (du: Jour | undefined, au: Jour | undefined) => du !== undefined && au !== undefined;
