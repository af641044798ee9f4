import {
  moins,
  montant,
  plus,
  somme,
  ZERO,
  type Anomalie,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import type { Parametres } from '../../tables-communes/parametres';
import type { Auxiliaire } from '../calcul/auxiliaire';
import type { PosteDate } from '../calcul/echeancier';
import type { ModeleTiers } from '../modele';
import { penalites, type Penalite, type Tranche } from './calcul/penalites';
import { relancer, type PosteRelance, type RaisonEcart, type Relance } from './calcul/relancer';
import {
  direJour,
  direMontant,
  direPieces,
  mentionPenalites,
  remplir,
  type LangueLettre,
  type Valeurs,
} from './calcul/texte';
import { NIVEAUX_FOURNIS, type NiveauRelance } from './modeles';
import { NiveauxRelance, PiecesRelancees } from './tables';
import { variableInconnue } from './dire';
import { lireTauxPenalites, plancherInconnu, tauxManquant } from './taux';

export interface ContexteRelances {
  readonly arrete: Jour;
  readonly tables: TablesLues;
  readonly parametres: Parametres;
  readonly modele: ModeleTiers;
}

/** Une pièce réclamée, avec ses pénalités quand elles se calculent. */
export interface PieceLettre {
  readonly poste: PosteDate;
  readonly niveau: number;
  readonly retard: number;
  readonly penalite: Penalite | undefined;
  readonly indemnite: Montant | undefined;
}

/** Une lettre prête à envoyer. */
export interface Lettre {
  readonly relance: Relance;
  readonly niveau: NiveauRelance;
  readonly langue: LangueLettre;
  readonly pieces: readonly PieceLettre[];
  readonly penalites: Montant | undefined;
  readonly indemnites: Montant | undefined;
  readonly total: Montant;
  /** Undefined si une variable n'a pas pu être remplacée. */
  readonly objet: string | undefined;
  readonly texte: string | undefined;
}

export interface RelancesEtablies {
  readonly lettres: readonly Lettre[];
  readonly ecartes: readonly { readonly tiers: string; readonly raison: RaisonEcart }[];
  readonly anomalies: readonly Anomalie[];
}

/** Les niveaux de la table, complétés par les textes fournis ; ceux fournis si la table est vide. */
export function lireNiveaux(tables: TablesLues): readonly NiveauRelance[] {
  const lignes = tables.lire(NiveauxRelance).lignes;
  if (lignes.length === 0) return NIVEAUX_FOURNIS;
  return [...lignes]
    .sort((a, b) => a.Niveau - b.Niveau)
    .map(l => {
      const modele = NIVEAUX_FOURNIS.find(n => n.niveau === l.Niveau) ?? NIVEAUX_FOURNIS.at(-1)!;
      return {
        niveau: l.Niveau,
        libelle: l.Libelle ?? modele.libelle,
        jours: l.Jours,
        objet: { FR: l.ObjetFR ?? modele.objet.FR, EN: l.ObjetEN ?? modele.objet.EN },
        texte: { FR: l.TexteFR ?? modele.texte.FR, EN: l.TexteEN ?? modele.texte.EN },
      };
    });
}

/** Ce qui identifie une pièce d'un arrêté à l'autre : la ligne peut changer de place, pas sa pièce. */
const clePiece = (p: Pick<PosteDate, 'compte' | 'tiers' | 'piece'>) => `${p.compte}|${p.tiers}|${p.piece}`;

function niveauxPrecedents(tables: TablesLues, arrete: Jour): ReadonlyMap<string, number> {
  const niveaux = new Map<string, number>();
  for (const { Arrete, Compte = '', IdTiers, Piece = '', Niveau } of tables.lire(PiecesRelancees).lignes) {
    if (Arrete >= arrete) continue;
    const cle = `${Compte}|${IdTiers}|${Piece}`;
    niveaux.set(cle, Math.max(niveaux.get(cle) ?? Niveau, Niveau));
  }
  return niveaux;
}

/** Une tranche, et le rang du règlement qui l'a soldée parmi ceux de la pièce, par date ; aucun pour le reste dû. */
export type TrancheDatee = Tranche & { readonly soldante?: number };

/** Ce qui est resté impayé, et jusqu'à quand : le reste à l'arrêté, et chaque règlement partiel reçu en retard. */
export function tranchesDe(
  { imputation, rang, montant: total, residuel, echeance }: PosteDate,
  aux: Auxiliaire,
  arrete: Jour,
): TrancheDatee[] {
  const tranches: TrancheDatee[] = [{ montant: residuel, echeance, au: arrete }];
  if (imputation === undefined) return tranches;
  let debut = 0;
  for (const autre of imputation.restantes) {
    if (autre === rang) break;
    debut += Math.abs(aux.montant[autre]!);
  }
  const fin = debut + moins(total, residuel);
  let cumul = 0;
  const ordre = [...imputation.soldantes].sort((a, b) => aux.date[a]! - aux.date[b]! || a - b);
  for (const [soldante, s] of ordre.entries()) {
    const avant = cumul;
    cumul += Math.abs(aux.montant[s]!);
    const part = Math.min(cumul, fin) - Math.max(avant, debut);
    if (part > 0) tranches.push({ montant: montant(part), echeance, au: aux.date[s]! as Jour, soldante });
  }
  return tranches;
}

/** Établit les lettres de l'arrêté, leurs pénalités et leurs textes. N'écrit rien. */
export function etablirRelances(contexte: ContexteRelances): RelancesEtablies {
  const { arrete, tables, parametres, modele } = contexte;
  const niveaux = lireNiveaux(tables);
  const precedents = niveauxPrecedents(tables, arrete);
  const acomptes = new Map<string, Montant>();
  const postes = new Map<string, PosteDate>();
  for (const poste of modele.postesDe(arrete, 'CLIENT')) {
    if (poste.nature === 'ACOMPTE')
      acomptes.set(poste.tiers, plus(acomptes.get(poste.tiers) ?? ZERO, poste.residuel));
    else if (poste.tiers !== '') postes.set(String(poste.rang), poste);
  }
  const { relances, ecartes } = relancer(
    [...postes].map(([cle, p]) => enPosteRelance(cle, p, modele)),
    id => {
      const fiche = modele.tiers.get(id);
      return {
        bloque: fiche?.Bloque ?? false,
        litige: fiche?.Litige ?? false,
        acomptes: acomptes.get(id) ?? ZERO,
      };
    },
    {
      arrete,
      seuils: niveaux,
      precedent: cle => precedents.get(clePiece(postes.get(cle)!)),
      minimum: parametres.valeur('SeuilRelance'),
    },
  );
  const anomalies: Anomalie[] = [];
  const planchers = new Set<string>();
  const lettres = relances.map(relance => {
    const niveau = niveaux.find(n => n.niveau === relance.niveau) ?? niveaux.at(-1)!;
    return lettre({ relance, niveau, postes, anomalies, planchers }, contexte);
  });
  const inconnus = [...planchers].sort().flatMap(semestre => plancherInconnu(parametres, semestre));
  return { lettres, ecartes, anomalies: [...anomalies, ...inconnus] };
}

function enPosteRelance(cle: string, p: PosteDate, modele: ModeleTiers): PosteRelance {
  return {
    cle,
    tiers: p.tiers,
    piece: p.piece,
    date: p.date,
    echeance: p.echeance,
    reste: p.residuel,
    litige: modele.enLitige(p),
    promesse: modele.suivi(p)?.DatePromesse,
  };
}

interface Chantier {
  readonly relance: Relance;
  readonly niveau: NiveauRelance;
  readonly postes: ReadonlyMap<string, PosteDate>;
  readonly anomalies: Anomalie[];
  readonly planchers: Set<string>;
}

function lettre(chantier: Chantier, contexte: ContexteRelances): Lettre {
  const { relance, niveau, anomalies } = chantier;
  const pieces = pieceDesLettres(chantier, contexte);
  const calculees = pieces.every(p => p.retard <= 0 || p.penalite !== undefined);
  const avec = contexte.parametres.valeur('PenalitesRelance') && calculees;
  const dues = avec ? somme(pieces.map(p => p.penalite?.montant ?? ZERO)) : undefined;
  const indemnites = avec ? somme(pieces.map(p => p.indemnite ?? ZERO)) : undefined;
  const total = plus(relance.net, plus(dues ?? ZERO, indemnites ?? ZERO));
  const langue = contexte.modele.tiers.get(relance.tiers)?.Langue ?? 'FR';
  const valeurs = valeursDe(chantier, { penalites: dues, indemnites, total, langue }, contexte);
  const objet = remplir(niveau.objet[langue], valeurs);
  const texte = remplir(niveau.texte[langue], valeurs);
  const manquantes = [...new Set([...objet.manquantes, ...texte.manquantes])];
  if (manquantes.length > 0) anomalies.push(variableInconnue(niveau, relance.tiers, manquantes));
  const prete = manquantes.length === 0;
  return {
    relance,
    niveau,
    langue,
    pieces,
    penalites: dues,
    indemnites,
    total,
    objet: prete ? objet.texte : undefined,
    texte: prete ? texte.texte : undefined,
  };
}

function pieceDesLettres(
  { relance, postes, anomalies, planchers }: Chantier,
  { arrete, parametres, modele }: ContexteRelances,
): PieceLettre[] {
  const avec = parametres.valeur('PenalitesRelance');
  const taux = lireTauxPenalites(parametres, modele.tiers.get(relance.tiers)?.TauxPenalites);
  const forfait = parametres.valeur('IndemniteRecouvrement');
  return relance.pieces.map(({ poste: { cle }, niveau, retard }) => {
    const poste = postes.get(cle)!;
    const rien = { poste, niveau, retard, penalite: undefined, indemnite: undefined };
    if (!avec || retard <= 0) return rien;
    const calcul = penalites(tranchesDe(poste, modele.lu.auxiliaire, arrete), taux);
    if ('manquant' in calcul) {
      const manques = tauxManquant(parametres, calcul.manquant, relance.tiers);
      anomalies.push(...manques.filter(m => !anomalies.some(a => a.message === m.message)));
      return rien;
    }
    for (const semestre of calcul.planchersInconnus) planchers.add(semestre);
    return { ...rien, penalite: calcul, indemnite: forfait };
  });
}

interface Chiffres {
  readonly penalites: Montant | undefined;
  readonly indemnites: Montant | undefined;
  readonly total: Montant;
  readonly langue: LangueLettre;
}

function valeursDe(
  { relance, niveau }: Chantier,
  { penalites: dues, indemnites, total, langue }: Chiffres,
  { arrete, parametres, modele }: ContexteRelances,
): Valeurs {
  const fiche = modele.tiers.get(relance.tiers);
  const dire = (m: Montant) => direMontant(m, langue);
  const calculees =
    dues === undefined || indemnites === undefined ? undefined : { penalites: dues, indemnites };
  const nom = fiche?.Nom ?? relance.tiers;
  return {
    client: nom,
    contact: fiche?.Contact ?? nom,
    societe: parametres.valeur('RaisonSociale'),
    date: direJour(arrete, langue),
    niveau: niveau.libelle,
    pieces: direPieces(relance, langue),
    du: dire(relance.du),
    deduit: dire(relance.deduit),
    net: dire(relance.net),
    retard: String(Math.max(0, ...relance.pieces.map(p => p.retard))),
    mention_penalites: mentionPenalites(calculees, langue),
    ...(calculees
      ? { penalites: dire(calculees.penalites), indemnites: dire(calculees.indemnites), total: dire(total) }
      : {}),
  };
}
