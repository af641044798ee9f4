import { montant, type Anomalie, type Jour } from '../../../comptabilite';
import { isCut } from '../../../workbook/fit';
import type { Ligne, TablesLues } from '../../../workbook/table';
import { ecartDeChange, empreinte, total } from './calcul/groupes';
import { direRefus, lettrerMarques, type OptionsMarques, type PosteMarque } from './calcul/manuel';
import type { PartLettree, PosteALettrer, Proposition } from './calcul/types';
import type { LigneLettrage } from '../../tables-communes/lettrages';
import { LettragesProposes, PostesALettrer } from './tables';

type LigneProposee = Ligne<typeof LettragesProposes>;

/** Les parts d'une proposition en un texte de cellule, et retour. */
export const ecrireParts = (parts: readonly PartLettree[]): string =>
  parts.map(p => `${p.cle}=${p.montant}`).join('\n');

export function lireParts(texte: string): PartLettree[] {
  return texte.split('\n').flatMap(l => {
    const coupe = l.lastIndexOf('=');
    const centimes = Number(l.slice(coupe + 1));
    return coupe > 0 && Number.isSafeInteger(centimes)
      ? [{ cle: l.slice(0, coupe), montant: montant(centimes) }]
      : [];
  });
}

/** Ce que les décisions de l'utilisateur demandent, et ce qui n'a pas pu être fait. */
export interface Decisions {
  readonly propositions: readonly Proposition[];
  readonly anomalies: readonly Anomalie[];
  /** Propositions refusées : elles gardent leur ligne, et ne reviennent pas. */
  readonly refusees: readonly LigneProposee[];
  /** Marques sans suite : elles restent en place. */
  readonly marques: ReadonlyMap<string, string>;
}

/** Restes qui diminuent à mesure que les décisions sont prises : un centime ne sert pas deux fois. */
class Restes {
  private readonly restes: Map<string, number>;

  constructor(private readonly postes: ReadonlyMap<string, PosteALettrer>) {
    this.restes = new Map([...postes].map(([cle, p]) => [cle, p.reste]));
  }

  /** Vrai si chaque part tient dans ce qui reste de sa ligne. */
  couvre(parts: readonly PartLettree[]): boolean {
    return parts.every(({ cle, montant: part }) => {
      const reste = this.restes.get(cle) ?? 0;
      return Math.sign(reste) === Math.sign(part) && Math.abs(part) <= Math.abs(reste);
    });
  }

  prendre(parts: readonly PartLettree[]): void {
    for (const { cle, montant: part } of parts) this.restes.set(cle, (this.restes.get(cle) ?? 0) - part);
  }

  /** Les postes qui ont encore un reste, avec lui. */
  ouverts(): PosteALettrer[] {
    return [...this.postes.values()].flatMap(p => {
      const reste = this.restes.get(p.cle) ?? 0;
      if (reste === 0) return [];
      return reste === p.reste ? [p] : [{ ...p, reste: montant(reste), resteDevise: undefined }];
    });
  }
}

function reprise(
  l: LigneProposee,
  restes: Restes,
  postes: ReadonlyMap<string, PosteALettrer>,
): Proposition | undefined {
  const parts = lireParts(l.Lignes ?? '');
  if (l.Compte === undefined || l.Tiers === undefined || parts.length < 2) return undefined;
  if (empreinte(parts) !== l.Proposition || !restes.couvre(parts)) return undefined;
  return {
    id: l.Proposition,
    compte: l.Compte,
    tiers: l.Tiers,
    devise: l.Devise ?? '',
    regle: l.Regle ?? 'MANUEL',
    score: l.Score ?? 0,
    parts,
    ecart: total(parts),
    deChange: ecartDeChange(
      parts.flatMap(p => postes.get(p.cle) ?? []),
      parts,
    ),
    partielle: l.Partiel ?? false,
    uniciteVerifiee: true,
  };
}

/** Ses lignes ne tenaient pas dans la cellule : elle ne peut pas être reprise d'ici. */
function tropLongue(l: LigneProposee): Anomalie {
  return {
    ...perimee(l),
    message: `La proposition ${l.Proposition} (${l.Tiers ?? ''}) est acceptée, mais elle a trop de lignes pour tenir dans sa cellule.`,
    remede: 'Donnez une même marque à ses postes dans « Postes à lettrer », puis relancez.',
    en: {
      message: `Proposal ${l.Proposition} (${l.Tiers ?? ''}) is accepted, but it has too many lines to fit in its cell.`,
      remede: 'Give its items the same mark in “Postes à lettrer”, then run again.',
    },
  };
}

function perimee(l: LigneProposee): Anomalie {
  return {
    code: 'C-LET-01',
    gravite: 'ALERTE',
    table: LettragesProposes.nom,
    ligne: l.ligne,
    colonne: 'Decision',
    cle: l.Proposition,
    message: `La proposition ${l.Proposition} (${l.Tiers ?? ''}) est acceptée, mais ses postes ont changé depuis.`,
    remede: 'Regardez les nouvelles propositions de ce tiers et décidez à nouveau.',
    en: {
      message: `Proposal ${l.Proposition} (${l.Tiers ?? ''}) is accepted, but its items have changed since.`,
      remede: 'Look at the new proposals of this third party and decide again.',
    },
  };
}

/**
 * Lit les décisions : les marques d'abord, puis les propositions acceptées. Une acceptation ne vaut que pour les lignes
 * et les montants qu'elle montrait. Rend aussi les postes qui restent à proposer.
 */
export function lireDecisions(
  tables: TablesLues,
  postes: ReadonlyMap<string, PosteALettrer>,
  options: OptionsMarques,
): Decisions & { readonly restants: readonly PosteALettrer[] } {
  const restes = new Restes(postes);
  const anomalies: Anomalie[] = [];
  const lignesMarquees = new Map<string, number>();
  const marques: PosteMarque[] = [];
  for (const l of tables.lire(PostesALettrer).lignes) {
    const poste = postes.get(l.CleLigne);
    if (l.Marque === undefined || poste === undefined) continue;
    marques.push({ poste, marque: l.Marque });
    lignesMarquees.set(l.CleLigne, l.ligne);
  }
  const { propositions, refusees } = lettrerMarques(marques, options);
  propositions.forEach(p => restes.prendre(p.parts));
  for (const refus of refusees) {
    const { fr, en } = direRefus(refus);
    const ligne = lignesMarquees.get(refus.postes[0]!.cle);
    anomalies.push({
      code: 'C-LET-02',
      gravite: 'ALERTE',
      table: PostesALettrer.nom,
      ...(ligne === undefined ? {} : { ligne }),
      colonne: 'Marque',
      cle: refus.marque,
      message: fr,
      remede: 'Corrigez la marque : même compte, même tiers, des débits et des crédits.',
      en: { message: en, remede: 'Correct the mark: same account, same third party, debits and credits.' },
    });
  }
  const proposees = tables.lire(LettragesProposes).lignes;
  for (const l of proposees.filter(p => p.Decision === 'ACCEPTER')) {
    const acceptee = reprise(l, restes, postes);
    if (acceptee === undefined) anomalies.push(isCut(l.Lignes) ? tropLongue(l) : perimee(l));
    else {
      restes.prendre(acceptee.parts);
      propositions.push(acceptee);
    }
  }
  return {
    propositions,
    anomalies,
    refusees: proposees.filter(p => p.Decision === 'REFUSER'),
    marques: new Map(refusees.flatMap(r => r.postes.map(p => [p.cle, r.marque] as const))),
    restants: restes.ouverts(),
  };
}

/**
 * Les lettrages, ceux que l'utilisateur demande de défaire marqués ANNULE : leur trace reste, ils ne comptent plus. Un
 * mois fermé ne se délettre pas (mission 84).
 */
export function annuler(
  lettrages: readonly LigneLettrage[],
  ouvert: Jour,
  arrete: Jour,
): { lettrages: LigneLettrage[]; anomalies: Anomalie[]; defaits: number } {
  const demandes = new Map<string, LigneLettrage>();
  const figes = new Set<string>();
  for (const l of lettrages) {
    if (l.Etat !== 'LETTRE') continue;
    if (l.Annuler === true) demandes.set(l.Groupe, l);
    const ancien = l.DateLettrage !== undefined && l.DateLettrage < ouvert;
    const ecartPasse = l.Ecart !== undefined && l.Ecart !== 0 && l.Arrete !== arrete;
    if (ancien || ecartPasse) figes.add(l.Groupe);
  }
  const refuses = [...demandes.values()].filter(l => figes.has(l.Groupe));
  for (const { Groupe } of refuses) demandes.delete(Groupe);
  return {
    lettrages: lettrages.map(l =>
      l.Etat === 'LETTRE' && demandes.has(l.Groupe) ? { ...l, Etat: 'ANNULE', Annuler: undefined } : l,
    ),
    anomalies: refuses.map(fige),
    defaits: demandes.size,
  };
}

function fige({ ligne, Groupe, Code = '', Tiers = '' }: LigneLettrage): Anomalie {
  return {
    code: 'C-LET-03',
    gravite: 'ALERTE',
    table: 'Lettrages',
    ligne,
    colonne: 'Annuler',
    cle: Groupe,
    message: `Le lettrage ${Code} de ${Tiers} ne s'annule pas : il est dans un mois fermé, ou son écart est passé à un autre arrêté.`,
    remede: 'Contrepassez le règlement dans le mois ouvert : le passé ne change pas.',
    en: {
      message: `Matching ${Code} of ${Tiers} cannot be undone: it is in a closed month, or its gap was booked at another closing date.`,
      remede: 'Reverse the receipt in the open month: the past does not change.',
    },
  };
}
