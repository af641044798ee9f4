/** Les travaux d'un exercice qui finit, dans leur ordre : les mois, l'intégration, les règlements, le lettrage, l'inventaire, la reprise. */
import {
  debut,
  fin,
  LIGNES_PAR_TRANCHE,
  periodeDe,
  plus,
  somme,
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
import { GrandLivre, type LigneExercice } from '../../tables-communes/grand-livre';
import { avecLettrages, Lettrages } from '../../tables-communes/lettrages';
import { SANS_ALERTE } from '../../tables-communes/produites';
import { MODULE_AN_SUIVANT } from '../a-nouveaux/modules';
import type { TravauxInventaire } from './tables';

type Travail = Omit<Valeurs<typeof TravauxInventaire>, 'Exercice' | 'Rang'>;
type LigneEcrite = Ligne<typeof Ecritures> | Ligne<typeof EcrituresCloture>;

/** Les origines des écritures d'inventaire, réunies comme on en parle. */
const INVENTAIRE: readonly (readonly [travail: string, origines: ReadonlySet<string>])[] = [
  ['Amortissements', new Set(['AMORT', 'DEROGATOIRE'])],
  ['Charges et produits rattachés', new Set(['FNP', 'CCA', 'FAE', 'PCA'])],
  ['Provisions et dépréciations', new Set(['PROV'])],
  ['En-cours', new Set(['ENCOURS'])],
  ['Écarts de change', new Set(['CHANGE'])],
];

/** D'origine AMORT, mais qui n'amortissent rien : une mise en service, un transfert. */
const SANS_DOTATION: ReadonlySet<string> = new Set(['MES', 'TRANSFERT']);

/** Une ligne d'écriture, et la table où elle est. */
export interface LigneSituee {
  readonly table: AnyTable;
  readonly l: LigneEcrite;
}

/** Des pièces (ou des lignes), la somme de leurs débits et celle de leurs crédits ; leurs lignes, pour qui explique. */
export class Cumul {
  debit: Montant = ZERO;
  credit: Montant = ZERO;
  readonly lignes: LigneSituee[] = [];
  private readonly pieces = new Set<string>();
  private seules = 0;

  constructor(private readonly garde: boolean) {}

  /** Sans pièce, la ligne compte pour elle-même. */
  ajouter(ligne: LigneSituee, piece?: string): void {
    if (piece === undefined) this.seules++;
    else this.pieces.add(piece);
    this.debit = plus(this.debit, ligne.l.Debit);
    this.credit = plus(this.credit, ligne.l.Credit);
    if (this.garde) this.lignes.push(ligne);
  }

  joindre({ debit, credit, pieces, lignes }: Cumul): void {
    this.debit = plus(this.debit, debit);
    this.credit = plus(this.credit, credit);
    for (const piece of pieces) this.pieces.add(piece);
    for (const ligne of lignes) this.lignes.push(ligne);
  }

  get nombre(): number {
    return this.pieces.size + this.seules;
  }
}

/** Un travail, et ce dont son montant vient : un côté d'écritures, ou le solde de comptes. */
export interface TravailCompte {
  readonly travail: Travail;
  readonly source:
    | { readonly cumul: Cumul; readonly cote: 'Debit' | 'Credit' }
    | { readonly comptes: (compte: string) => boolean };
}

/**
 * Les travaux de l'exercice qui finit à l'arrêté, dans leur ordre. `garder` retient les lignes de chaque montant, pour
 * l'expliquer : un calcul ne les garde pas.
 */
export function* travauxDe(
  contexte: Contexte,
  exercice: LigneExercice,
  garder = false,
): Generator<void, TravailCompte[]> {
  const lus = new Passe(contexte, exercice, garder);
  yield* lus.parcourir();
  const livre = yield* GrandLivre.lire(contexte.tables, contexte.parametres);
  const abonnement = contexte.parametres.valeur('CPT_ABONNEMENT');
  return [
    ...moisDe(contexte, exercice, lus),
    fait('Intégration des écritures', lus.integration, 'A_FAIRE'),
    fait('Encaissements (débits des 51)', lus.encaissements, 'SANS_OBJET'),
    fait('Décaissements (crédits des 51)', lus.decaissements, 'SANS_OBJET', 'Credit'),
    lus.lettrage(),
    ...lus.inventaire().map((cumul, i) => fait(INVENTAIRE[i]![0], cumul, 'SANS_OBJET')),
    yield* solde(livre, contexte, 'Comptes d’attente et virements (471 à 473, 58)', c =>
      /^(47[123]|58)/.test(c),
    ),
    yield* solde(livre, contexte, `Abonnements (${abonnement})`, c => c.startsWith(abonnement)),
    fait('À-nouveaux de l’exercice suivant', lus.reprise, 'A_FAIRE'),
  ];
}

/** Un travail fait s'il a des écritures. */
function fait(
  Travail: string,
  cumul: Cumul,
  vide: Travail['Etat'],
  cote: 'Debit' | 'Credit' = 'Debit',
): TravailCompte {
  const { nombre: Pieces, debit, credit } = cumul;
  const Etat = Pieces > 0 ? ('FAIT' as const) : vide;
  return {
    travail: { Travail, Etat, Pieces, Montant: cote === 'Debit' ? debit : credit },
    source: { cumul, cote },
  };
}

/** Des comptes dont chacun doit être nul, ouverture comprise : deux soldes contraires ne se compensent pas. */
function* solde(
  livre: GrandLivre,
  { arrete }: Contexte,
  Travail: string,
  comptes: (compte: string) => boolean,
): Generator<void, TravailCompte> {
  const lignes = yield* livre.balance({ au: arrete, comptes, speciales: true });
  const restes = lignes.filter(l => l.solde !== 0);
  const dits = restes.map(l => `${l.compte} : ${texteMontant(l.solde)} €`).join(' ; ');
  const Constat = restes.length === 0 ? {} : { Constat: `Soldes à justifier. ${dits}.` };
  const Etat = restes.length === 0 ? ('FAIT' as const) : ('A_REVOIR' as const);
  return {
    travail: { Travail, Etat, Montant: somme(lignes.map(l => l.solde)), ...Constat },
    source: { comptes },
  };
}

/** Une passe sur les écritures de l'exercice. */
class Passe {
  readonly integration: Cumul;
  readonly encaissements: Cumul;
  readonly decaissements: Cumul;
  readonly reprise: Cumul;
  private readonly lettres: Cumul;
  private ouvertes = 0;
  private readonly parArrete = new Map<string, Cumul>();
  /** Écritures d'inventaire de tout l'exercice, par clé de génération ; et celles qu'une autre y a annulées. */
  private readonly inventaires = INVENTAIRE.map(() => new Map<string, Cumul>());
  private readonly annulees = new Set<string>();
  private readonly journalAN: string;

  constructor(
    private readonly contexte: Contexte,
    private readonly exercice: LigneExercice,
    private readonly garde: boolean,
  ) {
    this.journalAN = contexte.parametres.valeur('JOURNAL_AN');
    [this.integration, this.encaissements, this.decaissements] = [this.neuf(), this.neuf(), this.neuf()];
    [this.reprise, this.lettres] = [this.neuf(), this.neuf()];
  }

  private neuf(): Cumul {
    return new Cumul(this.garde);
  }

  private de(cumuls: Map<string, Cumul>, cle: string): Cumul {
    const connu = cumuls.get(cle) ?? this.neuf();
    cumuls.set(cle, connu);
    return connu;
  }

  /** Les écritures de clôture d'un arrêté (ISO). */
  arreteAu(arrete: string): Cumul {
    return this.de(this.parArrete, arrete);
  }

  *parcourir(): Generator<void, void> {
    const { tables, arrete } = this.contexte;
    const lettrees = avecLettrages(tables, tables.lire(Lettrages).lignes);
    let vues = 0;
    for (const table of [Ecritures, EcrituresCloture])
      for (const l of lettrees.lire(table).lignes as readonly LigneEcrite[]) {
        if (++vues % LIGNES_PAR_TRANCHE === 0) yield;
        const ligne = { table, l };
        if (l.CleGeneration?.startsWith(`${MODULE_AN_SUIVANT}|`) && l.DateEcriture > arrete)
          this.reprise.ajouter(ligne, l.CleGeneration);
        if (l.DateEcriture >= this.exercice.DateDebut && l.DateEcriture <= arrete) this.ranger(ligne);
      }
  }

  private ranger(ligne: LigneSituee): void {
    const { l, table } = ligne;
    const piece = `${l.Journal}|${l.EcritureNum}`;
    if (table === EcrituresCloture) this.rangerCloture(ligne);
    else this.integration.ajouter(ligne, piece);
    // Un à-nouveau de banque n'est pas un règlement.
    if (l.Compte.startsWith('51') && l.Journal !== this.journalAN)
      (l.Debit === 0 ? this.decaissements : this.encaissements).ajouter(ligne, piece);
    if (l.Tiers === undefined || !/^4[01]/.test(l.Compte)) return;
    if (l.Lettrage === undefined) this.ouvertes++;
    else this.lettres.ajouter(ligne);
  }

  private rangerCloture(ligne: LigneSituee): void {
    const { CleGeneration = '', Origine, IdExtourneDe } = ligne.l;
    const [module = '', arrete = ''] = CleGeneration.split('|');
    this.arreteAu(arrete).ajouter(ligne, CleGeneration);
    if (IdExtourneDe !== undefined) this.annulees.add(IdExtourneDe);
    if (Origine === undefined || SANS_DOTATION.has(module)) return;
    INVENTAIRE.forEach(([, origines], i) => {
      if (origines.has(Origine)) this.de(this.inventaires[i]!, CleGeneration).ajouter(ligne, CleGeneration);
    });
  }

  /** Ce que l'inventaire laisse à l'exercice : chaque mois de dotation, et les seules régularisations restées en place. */
  inventaire(): Cumul[] {
    return this.inventaires.map(cumuls => {
      const total = this.neuf();
      for (const [cle, cumul] of cumuls) if (!this.annulees.has(cle)) total.joindre(cumul);
      return total;
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
function moisDe(contexte: Contexte, exercice: LigneExercice, lus: Passe): TravailCompte[] {
  const { arrete, tables } = contexte;
  const controles = controlesDesMois(contexte);
  return tables
    .lire(Periodes)
    .lignes.filter(l => debut(l.Periode) >= exercice.DateDebut && fin(l.Periode) < arrete)
    .sort((a, b) => (a.Periode < b.Periode ? -1 : 1))
    .map(({ Periode, Etat }): TravailCompte => {
      const cumul = lus.arreteAu(versIso(fin(Periode)));
      const dit = controles.get(Periode);
      const Constat = dit ?? "Le journal des exécutions n'a pas de clôture de ce mois.";
      const etat = Etat !== 'FERMEE' ? 'A_FAIRE' : dit === SANS_ALERTE ? 'FAIT' : 'A_REVOIR';
      const { travail, source } = fait(texteMois(Periode), cumul, etat);
      return { travail: { ...travail, Etat: etat, Constat }, source };
    });
}

const NON_CONSIGNES = 'Contrôles non consignés : clos par une version antérieure du complément.';

/** Ce que les contrôles de chaque mois ont dit : de chaque travail, sa dernière exécution. */
function controlesDesMois({ tables }: Contexte): Map<Periode, string> {
  const mois = new Map<Periode, Map<string, string | undefined>>();
  for (const l of tables.lire(JournalExecutions).lignes) {
    if (l.Etat !== 'TERMINEE' || (l.Mode !== 'VALIDER' && l.Mode !== 'FERMER')) continue;
    const periode = periodeDe(l.Arrete);
    const dits = mois.get(periode) ?? new Map<string, string | undefined>();
    for (const travail of l.Module.split(', ')) dits.set(travail, l.Controles);
    mois.set(periode, dits);
  }
  return new Map([...mois].map(([periode, dits]) => [periode, reunis(new Set(dits.values()))]));
}

function reunis(dits: ReadonlySet<string | undefined>): string {
  if (dits.has(undefined)) return NON_CONSIGNES;
  const alertes = [...dits].filter(dit => dit !== SANS_ALERTE);
  return alertes.length === 0 ? SANS_ALERTE : alertes.join(' ; ');
}
