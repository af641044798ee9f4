/** Les travaux d'un exercice qui finit, dans leur ordre : les mois, l'intégration, les règlements, le lettrage, l'inventaire, la reprise. */
import {
  debut,
  fin,
  moins,
  periodeDe,
  plus,
  texteMois,
  texteMontant,
  versIso,
  ZERO,
  type Montant,
  type Periode,
} from '../../../comptabilite';
import type { AnyTable, Ligne, Valeurs } from '../../../workbook/table';
import type { Contexte } from '../../contexte';
import { Ecritures, EcrituresCloture, JournalExecutions, Periodes } from '../../tables-communes';
import type { LigneExercice } from '../../tables-communes/grand-livre';
import { avecLettrages, Lettrages } from '../../tables-communes/lettrages';
import { SANS_ALERTE } from '../../tables-communes/produites';
import { MODULE_AN_SUIVANT } from '../a-nouveaux/modules';
import type { TravauxInventaire } from './tables';

type Travail = Omit<Valeurs<typeof TravauxInventaire>, 'Exercice' | 'Rang'>;
type LigneEcrite = Ligne<typeof Ecritures> | Ligne<typeof EcrituresCloture>;

/** Lignes regardées avant de rendre la main. */
const TRANCHE = 4096;

/** Les origines des écritures d'inventaire, réunies comme on en parle. */
const INVENTAIRE: readonly (readonly [travail: string, origines: ReadonlySet<string>])[] = [
  ['Amortissements', new Set(['AMORT', 'DEROGATOIRE'])],
  ['Charges et produits rattachés', new Set(['FNP', 'CCA', 'FAE', 'PCA'])],
  ['Provisions et dépréciations', new Set(['PROV'])],
  ['En-cours', new Set(['ENCOURS'])],
  ['Écarts de change', new Set(['CHANGE'])],
];

/** Une ligne d'écriture, et la table où elle est. */
export interface LigneSituee {
  readonly table: AnyTable;
  readonly l: LigneEcrite;
}

/** Des pièces, la somme de leurs débits et celle de leurs crédits. */
export class Cumul {
  readonly pieces = new Set<string>();
  debit: Montant = ZERO;
  credit: Montant = ZERO;
  readonly lignes: LigneSituee[] = [];

  ajouter(piece: string, ligne: LigneSituee): void {
    this.pieces.add(piece);
    this.debit = plus(this.debit, ligne.l.Debit);
    this.credit = plus(this.credit, ligne.l.Credit);
    this.lignes.push(ligne);
  }
}

/** Un travail, et les écritures dont son montant est la somme. */
export interface TravailCompte {
  readonly travail: Travail;
  readonly cumul: Cumul;
  /** Le montant est un solde, et non la somme des débits. */
  readonly enSolde: boolean;
}

/** Les travaux de l'exercice qui finit à l'arrêté. */
export function* travauxDe(contexte: Contexte, exercice: LigneExercice): Generator<void, TravailCompte[]> {
  const lus = new Livre(contexte, exercice);
  yield* lus.parcourir();
  return [
    ...moisDe(contexte, exercice, lus),
    fait('Intégration des écritures', lus.integration, 'A_FAIRE'),
    fait('Règlements', lus.reglements, 'SANS_OBJET'),
    lus.lettrage(),
    ...INVENTAIRE.map(([nom], i) => fait(nom, lus.inventaire[i]!, 'SANS_OBJET')),
    solde('Comptes d’attente et virements (471 à 473, 58)', lus.attente),
    solde(`Abonnements (${lus.compteAbonnement})`, lus.abonnements),
    fait('À-nouveaux de l’exercice suivant', lus.reprise, 'A_FAIRE'),
  ];
}

/** Un travail fait s'il a des écritures. */
function fait(Travail: string, cumul: Cumul, vide: Travail['Etat']): TravailCompte {
  const { size: Pieces } = cumul.pieces;
  const travail = { Travail, Etat: Pieces > 0 ? ('FAIT' as const) : vide, Pieces, Montant: cumul.debit };
  return { travail, cumul, enSolde: false };
}

/** Des comptes dont chacun doit être nul : deux soldes contraires ne se compensent pas. */
function solde(Travail: string, cumul: Cumul): TravailCompte {
  const soldes = new Map<string, Montant>();
  for (const { l } of cumul.lignes)
    soldes.set(l.Compte, plus(soldes.get(l.Compte) ?? ZERO, moins(l.Debit, l.Credit)));
  const restes = [...soldes].filter(([, m]) => m !== 0).sort();
  const dits = restes.map(([compte, m]) => `${compte} : ${texteMontant(m)} €`).join(' ; ');
  const Constat = restes.length === 0 ? {} : { Constat: `Soldes à justifier. ${dits}.` };
  return {
    travail: {
      Travail,
      Etat: restes.length === 0 ? 'FAIT' : 'A_REVOIR',
      Montant: moins(cumul.debit, cumul.credit),
      ...Constat,
    },
    cumul,
    enSolde: true,
  };
}

/** Une passe sur les écritures de l'exercice. */
class Livre {
  readonly integration = new Cumul();
  readonly reglements = new Cumul();
  readonly lettres = new Cumul();
  readonly reprise = new Cumul();
  readonly attente = new Cumul();
  readonly abonnements = new Cumul();
  readonly inventaire = INVENTAIRE.map(() => new Cumul());
  private readonly parArrete = new Map<string, Cumul>();
  private ouvertes = 0;
  readonly compteAbonnement: string;

  constructor(
    private readonly contexte: Contexte,
    private readonly exercice: LigneExercice,
  ) {
    this.compteAbonnement = contexte.parametres.valeur('CPT_ABONNEMENT');
  }

  /** Les écritures de clôture d'un arrêté (ISO). */
  arreteAu(arrete: string): Cumul {
    const connu = this.parArrete.get(arrete) ?? new Cumul();
    this.parArrete.set(arrete, connu);
    return connu;
  }

  *parcourir(): Generator<void, void> {
    const { tables, arrete } = this.contexte;
    const lettrees = avecLettrages(tables, tables.lire(Lettrages).lignes);
    let vues = 0;
    for (const table of [Ecritures, EcrituresCloture])
      for (const l of lettrees.lire(table).lignes as readonly LigneEcrite[]) {
        if (++vues % TRANCHE === 0) yield;
        const ligne = { table, l };
        if (l.CleGeneration?.startsWith(`${MODULE_AN_SUIVANT}|`) && l.DateEcriture > arrete)
          this.reprise.ajouter(l.CleGeneration, ligne);
        if (l.DateEcriture >= this.exercice.DateDebut && l.DateEcriture <= arrete) this.ranger(ligne);
      }
  }

  private ranger(ligne: LigneSituee): void {
    const { l, table } = ligne;
    const piece = [l.Journal, l.EcritureNum].join('|');
    if (table === EcrituresCloture) this.rangerCloture(ligne);
    else this.integration.ajouter(piece, ligne);
    if (l.Compte.startsWith('51')) this.reglements.ajouter(piece, ligne);
    if (/^(47[123]|58)/.test(l.Compte)) this.attente.ajouter(piece, ligne);
    if (l.Compte.startsWith(this.compteAbonnement)) this.abonnements.ajouter(piece, ligne);
    if (l.Tiers === undefined || !/^4[01]/.test(l.Compte)) return;
    if (l.Lettrage === undefined) this.ouvertes++;
    else this.lettres.ajouter(`${piece}|${l.Ligne}`, ligne);
  }

  private rangerCloture(ligne: LigneSituee): void {
    const { CleGeneration = '', Origine } = ligne.l;
    const [, arrete = ''] = CleGeneration.split('|');
    this.arreteAu(arrete).ajouter(CleGeneration, ligne);
    if (arrete !== versIso(this.contexte.arrete) || Origine === undefined) return;
    INVENTAIRE.forEach(([, origines], i) => {
      if (origines.has(Origine)) this.inventaire[i]!.ajouter(CleGeneration, ligne);
    });
  }

  lettrage(): TravailCompte {
    const n = this.ouvertes;
    const lu = fait('Lettrage des tiers', this.lettres, n > 0 ? 'A_FAIRE' : 'SANS_OBJET');
    if (n === 0 || lu.travail.Etat !== 'FAIT') return lu;
    const Constat = `Lignes de tiers qui ne sont pas lettrées : ${n}.`;
    return { ...lu, travail: { ...lu.travail, Etat: 'A_REVOIR', Constat } };
  }
}

/** Les mois d'avant l'arrêté : fermés ou non, leurs écritures de clôture, et ce que leurs contrôles ont dit. */
function moisDe({ arrete, tables }: Contexte, exercice: LigneExercice, lus: Livre): TravailCompte[] {
  const controles = new Map<Periode, string | undefined>();
  for (const l of tables.lire(JournalExecutions).lignes)
    if (l.Etat === 'TERMINEE' && (l.Mode === 'VALIDER' || l.Mode === 'FERMER'))
      controles.set(periodeDe(l.Arrete), l.Controles);
  return tables
    .lire(Periodes)
    .lignes.filter(l => debut(l.Periode) >= exercice.DateDebut && fin(l.Periode) < arrete)
    .sort((a, b) => (a.Periode < b.Periode ? -1 : 1))
    .map(({ Periode, Etat }): TravailCompte => {
      const cumul = lus.arreteAu(versIso(fin(Periode)));
      const dit = controles.get(Periode);
      const Constat = controles.has(Periode)
        ? (dit ?? 'Contrôles non consignés : clos par une version antérieure du complément.')
        : "Le journal des exécutions n'a pas de clôture de ce mois.";
      const etat = Etat !== 'FERMEE' ? 'A_FAIRE' : dit === SANS_ALERTE ? 'FAIT' : 'A_REVOIR';
      const { travail } = fait(texteMois(Periode), cumul, etat);
      return { travail: { ...travail, Etat: etat, Constat }, cumul, enSolde: false };
    });
}
