/** D'où vient l'écart d'un poste entre le registre et les comptes : bien par bien, quand les écritures le disent. */
import {
  accorder,
  absolu,
  moins,
  oppose,
  plus,
  texteMontant,
  ZERO,
  type Montant,
} from '../../../comptabilite';

/** Une ligne d'écriture d'un poste ; `piece` et `libelle` disent de quel bien elle parle. */
export interface LigneComptable {
  readonly compte: string;
  readonly solde: Montant;
  readonly piece: string;
  readonly libelle: string;
}

/** Ce qu'un bien met dans un poste ; sa facture le fait reconnaître dans les écritures. */
export interface PartDuPoste {
  readonly id: string;
  readonly montant: Montant;
  readonly facture: string | undefined;
}

/** Au-delà, une liste n'explique plus rien. */
const MORCEAUX_MAX = 8;

/** Un morceau de l'écart : un bien dont les écritures diffèrent, ou une écriture qu'aucune fiche ne réclame. */
interface Morceau {
  readonly montant: Montant;
  readonly texte: string;
}

const mots = (texte: string) => texte.match(/[\p{L}\p{N}][\p{L}\p{N}_./-]*/gu) ?? [];

/** Le bien dont une écriture parle : par sa facture, ou par son numéro dans la pièce ou le libellé. */
function bienDe(
  ligne: LigneComptable,
  ids: ReadonlySet<string>,
  factures: ReadonlyMap<string, string>,
): string | undefined {
  return factures.get(ligne.piece) ?? mots(`${ligne.piece} ${ligne.libelle}`).find(mot => ids.has(mot));
}

/** Rapproche les biens et les écritures : par la pièce ou le numéro d'abord, par le montant ensuite. */
function decomposer(biens: readonly PartDuPoste[], lignes: readonly LigneComptable[]): Morceau[] {
  const ids = new Set(biens.map(b => b.id));
  const factures = new Map(biens.flatMap(b => (b.facture === undefined ? [] : [[b.facture, b.id] as const])));
  const passes = new Map<string, Montant>();
  const libres = new Map<Montant, LigneComptable[]>();
  for (const ligne of lignes) {
    const id = bienDe(ligne, ids, factures);
    if (id !== undefined) passes.set(id, plus(passes.get(id) ?? ZERO, ligne.solde));
    else {
      const memes = libres.get(ligne.solde);
      if (memes) memes.push(ligne);
      else libres.set(ligne.solde, [ligne]);
    }
  }
  const morceaux: Morceau[] = [];
  for (const { id, montant } of biens) {
    const passe = passes.get(id);
    if (passe === undefined && libres.get(montant)?.pop() !== undefined) continue;
    const manque = moins(montant, passe ?? ZERO);
    if (manque === 0) continue;
    const texte =
      passe === undefined
        ? `${id}, ${texteMontant(montant)} que les écritures n'ont pas`
        : `${id}, ${texteMontant(montant)} au registre et ${texteMontant(passe)} dans les écritures`;
    morceaux.push({ montant: manque, texte });
  }
  for (const { solde, piece, libelle } of [...libres.values()].flat())
    morceaux.push({
      montant: oppose(solde),
      texte: `l'écriture « ${piece} ${libelle} », ${texteMontant(solde)} sans fiche`,
    });
  return morceaux.sort((a, b) => absolu(b.montant) - absolu(a.montant));
}

/**
 * L'écart d'un poste en mots. Les morceaux somment à l'écart ; quand les écritures sont globales (les dotations le
 * sont), seul un bien ou une écriture du montant de l'écart se nomme, sinon les plus gros biens du compte.
 */
export function expliquerEcart(
  ecart: Montant,
  biens: readonly PartDuPoste[],
  lignes: readonly LigneComptable[],
): string {
  const morceaux = decomposer(biens, lignes);
  if (morceaux.length <= MORCEAUX_MAX) return `${morceaux.map(m => m.texte).join(' ; ')}.`;
  const seul = biens.find(b => b.montant === ecart);
  if (seul !== undefined) return `C'est le montant de ${seul.id}, que les écritures n'ont pas.`;
  const orpheline = lignes.find(l => oppose(l.solde) === ecart);
  if (orpheline !== undefined)
    return `C'est l'écriture « ${orpheline.piece} ${orpheline.libelle} », qui n'a pas de fiche.`;
  const [premiers, reste] = [morceaux.slice(0, 5), morceaux.length - 5];
  return `${premiers.map(m => m.texte).join(' ; ')} ; et ${accorder(reste, 'autre')}.`;
}
