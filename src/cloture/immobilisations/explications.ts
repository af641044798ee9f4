import { lireCleGeneration, arbre, versIso, type Explication, type Jour } from '../../comptabilite';
import type { CelluleGeneree, Contexte } from '../contexte';
import { EcrituresCloture } from '../tables-communes';
import type { Ligne } from '../../workbook/table';
import { colonneDuPlan } from './explications/colonnes-plan';
import { soldeExplique } from './explications/ecritures';
import { expliqueesDe, type ImmobilisationsExpliquees } from './explications/expliquees';
import { dire, total, zero } from './explications/feuilles';
import { expliquerTableau } from './explications/tableau';
import { MODULES } from './ecritures/lignes';
import {
  Dotations,
  DotationsDuMois,
  DotationsParCompte,
  PlanAmortissement,
  RegistreImmo,
  TableauImmobilisations,
} from './tables';

/**
 * L'arbre d'une cellule des feuilles d'immobilisations, ou d'une écriture qu'elles ont passée. undefined pour ce qui
 * n'est pas un chiffre, et pour un arrêté que les fiches d'aujourd'hui ne redonnent plus : son historique fait foi.
 */
export function expliquerImmobilisations(
  contexte: Contexte,
  cellule: CelluleGeneree,
): Explication | undefined {
  const valeur = cellule.ligne[cellule.colonne];
  if (typeof valeur !== 'number') return undefined;
  const trouvee = chercher(expliqueesDe(contexte), cellule, contexte);
  return trouvee?.valeur.times(100).equals(valeur) === true ? trouvee : undefined;
}

function chercher(
  e: ImmobilisationsExpliquees,
  { table, ligne, colonne }: CelluleGeneree,
  contexte: Contexte,
): Explication | undefined {
  const id = typeof ligne['IdImmo'] === 'string' ? ligne['IdImmo'] : '';
  switch (table) {
    case DotationsDuMois.nom:
    case Dotations.nom:
    case RegistreImmo.nom:
      return e.bien(id)?.colonne(colonne);
    case PlanAmortissement.nom: {
      const plan = e.planifie(id);
      return plan && colonneDuPlan(plan, colonne, ligne['Debut'] as Jour, ligne['Fin'] as Jour);
    }
    case DotationsParCompte.nom:
      return parCompte(e, ligne as Ligne<typeof DotationsParCompte>, colonne);
    case TableauImmobilisations.nom:
      return expliquerTableau(e, String(ligne['Compte']), colonne);
    case EcrituresCloture.nom:
      return deEcriture(e, ligne as Ligne<typeof EcrituresCloture>, colonne, contexte);
    default:
      return undefined;
  }
}

/** « Dotations par compte » : la somme des biens de ces comptes et de cette section. */
function parCompte(
  e: ImmobilisationsExpliquees,
  ligne: Ligne<typeof DotationsParCompte>,
  colonne: string,
): Explication | undefined {
  const { etats } = e.arretees;
  const termes = etats.flatMap(({ bien, sorties }) => {
    if (bien.compteDotation !== ligne.CompteDotation || bien.compteAmort !== ligne.CompteAmort) return [];
    const explique = e.bien(bien.id);
    if (explique === undefined) return [];
    const ici = bien.section(ligne.Arrete) === ligne.Section;
    if (colonne === 'Annee') return ici ? [explique.annee()] : [];
    if (colonne === 'Cumul') return ici ? [explique.amortissement(ligne.Arrete)] : [];
    const sorties_ = sorties.filter(s => bien.section(s.date) === ligne.Section);
    return [
      ...(ici ? [explique.dotationRestante()] : []),
      ...sorties_.map(s => explique.dotationPart(bien.parts.indexOf(s.part))),
    ];
  });
  return ['Annee', 'Periode', 'Cumul'].includes(colonne)
    ? total('Somme des biens', 'Sum of the assets', termes)
    : undefined;
}

function deEcriture(
  e: ImmobilisationsExpliquees,
  ligne: Ligne<typeof EcrituresCloture>,
  colonne: string,
  contexte: Contexte,
): Explication | undefined {
  if (colonne !== 'Debit' && colonne !== 'Credit') return undefined;
  const { module, arrete: date, source } = lireCleGeneration(ligne.CleGeneration);
  const arrete = e.arretees.cadre?.arrete;
  const notre = (MODULES as readonly string[]).includes(module);
  if (!notre || arrete === undefined || date !== versIso(arrete)) return undefined;
  if (ligne[colonne] === 0)
    return zero(dire("La ligne est de l'autre côté", 'The line is on the other side'));
  const solde = soldeExplique(e, contexte, { module, source, ligne });
  if (solde === undefined) return undefined;
  return colonne === 'Debit'
    ? solde
    : arbre.produit(dire('Au crédit', 'On the credit side'), [
        solde,
        arbre.constante(dire('Sens contraire', 'Opposite sign'), -1),
      ]);
}
