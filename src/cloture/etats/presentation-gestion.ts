/** Les rangées du compte de gestion, selon la présentation du classeur ou celle qui est livrée. */
import { moins, montant, type Anomalie, type Montant } from '../../comptabilite';
import type { TablesLues, Valeurs } from '../../workbook/table';
import type { Arrete } from './arreter';
import {
  calculerGestion,
  GESTION_LIVREE,
  IndexGestion,
  lireLigneGestion,
  partDe,
  type ColonneGestion,
  type LigneGestion,
} from './calcul/gestion';
import { edition } from './rangees';
import type { CompteGestion } from './tables';
import { LignesEtat } from './tables-saisies';

/** Le code d'état que le compte de gestion lit. */
const ETAT_GESTION = 'GESTION';

/** Les lignes de la présentation, et ce qui ne s'y lit pas. */
export function lireGestion(tables: TablesLues): { lignes: readonly LigneGestion[]; anomalies: Anomalie[] } {
  const saisies = tables
    .lire(LignesEtat)
    .lignes.filter(l => l.CodeEtat.toUpperCase() === ETAT_GESTION)
    .sort((a, b) => a.Ordre - b.Ordre || a.ligne - b.ligne);
  if (saisies.length === 0) return { lignes: GESTION_LIVREE, anomalies: [] };
  const [lignes, anomalies]: [LigneGestion[], Anomalie[]] = [[], []];
  const connus = new Set<string>();
  for (const l of saisies) {
    const lue = lireLigneGestion({
      code: l.CodeLigne,
      fr: l.Libelle,
      type: l.Type,
      formule: l.Formule,
      prefixes: l.Prefixes,
      sens: l.Sens,
    });
    const cites = lue ? [...lue.termes.map(x => x.code), lue.numerateur, lue.denominateur] : [];
    const inconnu = cites.find(code => code !== undefined && !connus.has(code));
    if (lue === undefined || inconnu !== undefined) anomalies.push(illisible(l, inconnu));
    else lignes.push(lue);
    connus.add(l.CodeLigne);
  }
  return { lignes, anomalies };
}

function illisible(
  l: { ligne: number; CodeLigne: string; Type: string },
  inconnu: string | undefined,
): Anomalie {
  const quoi =
    inconnu === undefined
      ? {
          fr: l.Type === 'LIGNE' ? 'ses comptes ne se lisent pas' : 'sa formule ne se lit pas',
          en: 'it cannot be read',
        }
      : {
          fr: `elle cite ${inconnu}, qu’aucune ligne d’avant ne définit`,
          en: `it uses ${inconnu}, which no earlier row defines`,
        };
  return {
    code: 'C-ETA-08',
    gravite: 'ALERTE',
    table: LignesEtat.nom,
    ligne: l.ligne,
    colonne: l.Type === 'LIGNE' ? 'Prefixes' : 'Formule',
    cle: l.CodeLigne,
    message: `Compte de gestion, ligne ${l.CodeLigne} : ${quoi.fr}. Elle n’est pas montrée.`,
    remede: 'Écrivez 604;611 pour des comptes, CA - ACHATS pour un total, MARGE / CA pour un ratio.',
    en: {
      message: `Management statement, line ${l.CodeLigne}: ${quoi.en}. It is not shown.`,
      remede: 'Write 604;611 for accounts, CA - ACHATS for a total, MARGE / CA for a ratio.',
    },
  };
}

/** Les colonnes du compte de gestion, et les comptes de gestion qu'aucune ligne ne reçoit au cumul. */
export function colonnesGestion(a: Arrete, lignes: readonly LigneGestion[]) {
  const index = new IndexGestion(lignes);
  const { livre, exercice, etats, budget } = a;
  const calculer = (m: ReadonlyMap<string, number>): ColonneGestion => calculerGestion(lignes, index, m);
  const { cumulN1 } = etats.resultat;
  // N-1 est déjà passé au plan de l'exercice : ses apports redonnent ses mouvements.
  const mouvementsN1 = cumulN1 && new Map(mouvementsDe(a, cumulN1));
  return {
    index,
    mois: calculer(livre.mouvements(etats.debutMois, etats.arrete)),
    cumul: calculer(livre.mouvements(exercice.debut, etats.arrete)),
    cumulN1: mouvementsN1 && calculer(mouvementsN1),
    budgetMois: budget && calculer(budget.mois),
    budgetCumul: budget && calculer(budget.cumul),
    reste: budget && calculer(budget.reste),
  };
}

function* mouvementsDe(
  a: Arrete,
  presentation: NonNullable<Arrete['etats']['resultat']['cumulN1']>,
): Generator<[string, number]> {
  for (const [code, apports] of presentation.parLigne) {
    const produit = a.regroupement.ligne(code)?.cote === 'PRODUIT';
    for (const { compte, montant: m } of apports) yield [compte, produit ? -m : m];
  }
  for (const { compte, montant: m } of presentation.sansLigne) yield [compte, m];
}

export function rangeesGestion(a: Arrete): Valeurs<typeof CompteGestion>[] {
  const { lignes } = lireGestion(a.contexte.tables);
  const c = colonnesGestion(a, lignes);
  const { Poste, Nature, Libelle } = edition(a);
  return [
    { Poste, Nature, Libelle },
    ...lignes.map((l): Valeurs<typeof CompteGestion> => {
      const lire = (colonne: ColonneGestion | undefined): Montant | undefined =>
        l.type === 'RATIO' || l.type === 'GROUPE' ? undefined : colonne?.montants.get(l.code);
      const [Cumul, BudgetCumul, reste] = [lire(c.cumul), lire(c.budgetCumul), lire(c.reste)];
      return {
        Poste: l.code,
        Nature: l.type === 'GROUPE' ? 'TITRE' : l.type === 'RATIO' ? 'DONT' : l.type,
        Libelle: l.type === 'RATIO' ? `    ${l.fr}` : l.fr,
        Mois: lire(c.mois),
        PartMois: partDe(l, c.mois.montants),
        Cumul,
        PartCumul: partDe(l, c.cumul.montants),
        CumulN1: lire(c.cumulN1),
        PartN1: c.cumulN1 && partDe(l, c.cumulN1.montants),
        BudgetMois: lire(c.budgetMois),
        BudgetCumul,
        EcartBudget: Cumul === undefined || BudgetCumul === undefined ? undefined : moins(Cumul, BudgetCumul),
        Atterrissage: Cumul === undefined || reste === undefined ? undefined : montant(Cumul + reste),
      };
    }),
  ];
}
