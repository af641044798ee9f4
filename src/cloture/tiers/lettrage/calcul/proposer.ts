import { absolu, type Montant } from '../../../../comptabilite';
import { allouer, ecartDeChange, empreinte, parDate, parPerimetre, total } from './groupes';
import { reunirParReference } from './references';
import { chercher, type Budget } from './sous-ensemble';
import type { PartLettree, PosteALettrer, Proposition } from './types';

export interface OptionsLettrage {
  /** Écart de règlement accepté, en centimes (domaine §9.4 : 0, option 1,00 €). */
  readonly tolerance: Montant;
  /** Taille maximale d'un sous-ensemble. */
  readonly tailleMax: number;
  /** Nombre de comparaisons permises pour tous les sous-ensembles de l'exécution. */
  readonly pasMax: number;
  /** Du plus ancien au plus récent, sans autre raison : sur demande seulement. */
  readonly fifo: boolean;
  /** Empreintes des propositions que l'utilisateur a refusées : elles ne reviennent pas. */
  readonly refuses: ReadonlySet<string>;
}

export const OPTIONS_LETTRAGE: OptionsLettrage = {
  tolerance: 0 as Montant,
  tailleMax: 4,
  pasMax: 2_000_000,
  fifo: false,
  refuses: new Set(),
};

/** Un tiers dont la recherche des sous-ensembles s'est arrêtée avant la fin. */
export interface BorneAtteinte {
  readonly compte: string;
  readonly tiers: string;
  readonly postes: number;
}

export interface Propositions {
  readonly propositions: readonly Proposition[];
  readonly bornes: readonly BorneAtteinte[];
  /** Postes que plusieurs sous-ensembles soldent : rien n'est proposé, il faudrait choisir au hasard. */
  readonly ambigus: readonly PosteALettrer[];
  readonly pas: number;
}

interface Chantier {
  readonly options: OptionsLettrage;
  readonly budget: Budget;
  readonly propositions: Proposition[];
  readonly bornes: BorneAtteinte[];
  readonly ambigus: PosteALettrer[];
  pas: number;
}

/** Points retirés au score de la règle. */
const MALUS = { ecart: 10, avantFacture: 10, partielle: 15, uniciteNonVerifiee: 30 } as const;
const SCORES: Readonly<Record<'REFERENCE' | 'MONTANT' | 'SOUS_ENSEMBLE' | 'FIFO', number>> = {
  REFERENCE: 100,
  MONTANT: 90,
  SOUS_ENSEMBLE: 80,
  FIFO: 40,
};

const entiers = (postes: readonly PosteALettrer[]): PartLettree[] =>
  postes.map(({ cle, reste }) => ({ cle, montant: reste }));

/** Ce qu'un poste doit trouver en face : son montant en devise s'il est connu, ses euros sinon. */
const aSolder = (p: PosteALettrer): Montant => p.resteDevise ?? p.reste;

const memeMesure = (a: PosteALettrer, b: PosteALettrer) =>
  (a.resteDevise === undefined) === (b.resteDevise === undefined);

/** Un règlement antérieur à toutes les factures qu'il solderait est moins vraisemblable. */
function regleAvantFacture(postes: readonly PosteALettrer[]): boolean {
  const sens = postes[0]?.compte.startsWith('40') ? -1 : 1;
  const factures = postes.filter(p => p.reste * sens > 0).map(p => p.date);
  const reglements = postes.filter(p => p.reste * sens < 0).map(p => p.date);
  return Math.max(...reglements) < Math.min(...factures);
}

interface Essai {
  readonly regle: keyof typeof SCORES;
  readonly postes: readonly PosteALettrer[];
  readonly parts: readonly PartLettree[];
  readonly uniciteVerifiee?: boolean;
}

/** Une proposition de ces postes, sauf si l'utilisateur l'a déjà refusée. */
function retenir(chantier: Chantier, essai: Essai): boolean {
  const { regle, postes, parts, uniciteVerifiee = true } = essai;
  const premier = postes[0];
  const id = empreinte(parts);
  if (premier === undefined || parts.length < 2 || chantier.options.refuses.has(id)) return false;
  const restes = new Map(postes.map(p => [p.cle, p.reste]));
  const partielle = parts.some(p => restes.get(p.cle) !== p.montant);
  const ecart = total(parts);
  const deChange = ecartDeChange(postes, parts);
  let score: number = SCORES[regle];
  if (regle === 'SOUS_ENSEMBLE') score -= 5 * Math.max(0, postes.length - 3);
  if (ecart !== 0 && !deChange) score -= MALUS.ecart;
  if (partielle && regle !== 'FIFO') score -= MALUS.partielle;
  if (regleAvantFacture(postes)) score -= MALUS.avantFacture;
  if (!uniciteVerifiee) score -= MALUS.uniciteNonVerifiee;
  const { compte, tiers, devise } = premier;
  chantier.propositions.push({
    id,
    compte,
    tiers,
    devise,
    regle,
    score,
    parts,
    ecart,
    deChange,
    partielle,
    uniciteVerifiee,
  });
  return true;
}

/** Les postes qui ne sont dans aucune proposition. */
const sans = (postes: readonly PosteALettrer[], pris: ReadonlySet<PosteALettrer>) =>
  postes.filter(p => !pris.has(p));

/** Passe 1 : même référence. Somme nulle, ou dans la tolérance, ou règlement partiel de la pièce. */
function parReference(postes: readonly PosteALettrer[], chantier: Chantier): PosteALettrer[] {
  const pris = new Set<PosteALettrer>();
  for (const reunis of reunirParReference(postes)) {
    const tous = entiers(reunis);
    const exact = absolu(total(tous)) <= chantier.options.tolerance || ecartDeChange(reunis, tous);
    const parts = exact ? tous : allouer(reunis);
    if (retenir(chantier, { regle: 'REFERENCE', postes: reunis, parts })) {
      const soldes = new Set(parts.map(p => p.cle));
      reunis.filter(p => soldes.has(p.cle)).forEach(p => pris.add(p));
    }
  }
  return sans(postes, pris);
}

/** Passe 2 : deux montants opposés, chacun le seul de sa valeur de son côté. */
function parMontant(postes: readonly PosteALettrer[], chantier: Chantier): PosteALettrer[] {
  const parValeur = new Map<string, { debits: PosteALettrer[]; credits: PosteALettrer[] }>();
  for (const poste of postes) {
    if (aSolder(poste) === 0) continue;
    const valeur = `${poste.resteDevise === undefined ? 'EUR' : poste.devise} ${Math.abs(aSolder(poste))}`;
    const cases = parValeur.get(valeur) ?? { debits: [], credits: [] };
    (poste.reste > 0 ? cases.debits : cases.credits).push(poste);
    parValeur.set(valeur, cases);
  }
  const pris = new Set<PosteALettrer>();
  for (const { debits, credits } of parValeur.values()) {
    const [debit, credit] = [debits[0], credits[0]];
    if (debits.length !== 1 || credits.length !== 1 || !debit || !credit) continue;
    const paire = [debit, credit];
    if (retenir(chantier, { regle: 'MONTANT', postes: paire, parts: entiers(paire) }))
      paire.forEach(p => pris.add(p));
  }
  return sans(postes, pris);
}

/** Ce que la passe 3 garde d'un périmètre à l'autre côté. */
interface Sommes {
  readonly decroissants: readonly PosteALettrer[];
  readonly pris: Set<PosteALettrer>;
  /** Postes que plusieurs sommes soldent : ils ne servent pas de solution à d'autres. */
  readonly ambigus: Set<PosteALettrer>;
  borne: boolean;
}

/** Part du budget gardée pour le second côté, dont les recherches sont courtes. */
const RESERVE = 0.1;

/** Cherche, pour chaque poste d'un côté, la seule somme de postes de l'autre qui le solde. */
function* solder(
  cibles: readonly PosteALettrer[],
  sommes: Sommes,
  chantier: Chantier,
  reserve: number,
): Generator<void, void> {
  const { pris, ambigus } = sommes;
  const { tailleMax, tolerance, pasMax } = chantier.options;
  const valeurs = new Map<number, number>();
  for (const c of cibles) valeurs.set(aSolder(c), (valeurs.get(aSolder(c)) ?? 0) + 1);
  for (const [i, cible] of cibles.entries()) {
    if (pris.has(cible) || aSolder(cible) === 0) continue;
    const candidats = sommes.decroissants.filter(
      p =>
        Math.sign(aSolder(p)) === -Math.sign(aSolder(cible)) &&
        memeMesure(p, cible) &&
        !pris.has(p) &&
        !ambigus.has(p),
    );
    if (candidats.length === 0) continue;
    // Chaque poste a sa part de ce qui reste : le premier n'épuise pas la recherche des autres.
    const libre = Math.max(0, chantier.budget.restant - reserve * pasMax);
    const part: Budget = { restant: Math.ceil(libre / (cibles.length - i)) };
    const seul = valeurs.get(aSolder(cible)) === 1;
    const issue = yield* chercher(
      {
        cible: Math.abs(aSolder(cible)),
        montants: candidats.map(p => Math.abs(aSolder(p))),
        tailleMax,
        tolerance: cible.resteDevise === undefined ? tolerance : 0,
        solutionsMax: seul ? 2 : 1,
      },
      part,
    );
    chantier.pas += issue.pas;
    chantier.budget.restant -= issue.pas;
    sommes.borne ||= issue.borneAtteinte;
    const [rangs] = issue.solutions;
    if (rangs === undefined) continue;
    // Deux sommes pour un poste, ou deux postes de même montant pour une somme : il faudrait choisir au hasard.
    if (!seul || issue.solutions.length > 1) {
      ambigus.add(cible);
      continue;
    }
    const groupe = [cible, ...rangs.map(r => candidats[r]!)];
    const uniciteVerifiee = !issue.borneAtteinte;
    const essai = {
      regle: 'SOUS_ENSEMBLE',
      postes: groupe,
      parts: entiers(groupe),
      uniciteVerifiee,
    } as const;
    if (retenir(chantier, essai)) groupe.forEach(p => pris.add(p));
  }
}

/** Passe 3 : le seul sous-ensemble qui solde un poste, du côté qui en a le moins, puis de l'autre. */
function* parSousEnsemble(
  postes: readonly PosteALettrer[],
  chantier: Chantier,
): Generator<void, PosteALettrer[]> {
  const sommes: Sommes = {
    decroissants: [...postes].sort((a, b) => Math.abs(aSolder(b)) - Math.abs(aSolder(a)) || parDate(a, b)),
    pris: new Set(),
    ambigus: new Set(),
    borne: false,
  };
  const debits = postes.filter(p => p.reste > 0);
  const credits = postes.filter(p => p.reste < 0);
  const [premier, second] = credits.length <= debits.length ? [credits, debits] : [debits, credits];
  yield* solder(premier, sommes, chantier, RESERVE);
  yield* solder(second, sommes, chantier, 0);
  const { pris, ambigus, borne } = sommes;
  if (borne) {
    const { compte, tiers } = postes[0]!;
    chantier.bornes.push({ compte, tiers, postes: postes.length });
  }
  chantier.ambigus.push(...[...ambigus].filter(p => !pris.has(p)));
  return sans(postes, pris);
}

/**
 * Ce qui peut se lettrer, du plus sûr au moins sûr (domaine §9.4) : même référence, montants opposés uniques,
 * sous-ensemble unique borné, et du plus ancien au plus récent seulement sur demande. Un poste n'est que dans une
 * proposition. Rend la main à chaque périmètre, et tous les quelques milliers de pas.
 */
export function* proposer(
  postes: Iterable<PosteALettrer>,
  options: OptionsLettrage,
): Generator<void, Propositions> {
  const chantier: Chantier = {
    options,
    budget: { restant: options.pasMax },
    propositions: [],
    bornes: [],
    ambigus: [],
    pas: 0,
  };
  for (const groupe of parPerimetre(postes)) {
    yield;
    const apresReference = parReference(groupe, chantier);
    const apresMontant = parMontant(apresReference, chantier);
    const deuxSens = apresMontant.some(p => p.reste > 0) && apresMontant.some(p => p.reste < 0);
    const restants = deuxSens ? yield* parSousEnsemble(apresMontant, chantier) : apresMontant;
    if (!options.fifo) continue;
    const parts = allouer(restants);
    const servis = new Set(parts.map(p => p.cle));
    retenir(chantier, { regle: 'FIFO', postes: restants.filter(p => servis.has(p.cle)), parts });
  }
  const { propositions, bornes, ambigus, pas } = chantier;
  return { propositions, bornes, ambigus, pas };
}

/** Vrai si la proposition s'applique sans confirmation selon le réglage LettrageAuto (domaine §9.4, passes 1 et 2). */
export function seLettreSeule(
  { regle, score, ecart, partielle }: Proposition,
  reglage: 'NON' | 'REFERENCE' | 'MONTANT',
): boolean {
  if (ecart !== 0 || partielle || score < SCORES.MONTANT) return false;
  return regle === 'REFERENCE' ? reglage !== 'NON' : regle === 'MONTANT' && reglage === 'MONTANT';
}
