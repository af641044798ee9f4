/** Scénarios sur les fonctions de cellule : leur nom sans espace de noms, leurs valeurs, leurs messages. */
import { onSheet, plain, type Scenario } from './scenario';

const DELAI_MS = 16_000;
const PAS_MS = 100;

const enAttente = (valeur: unknown) => valeur === '' || /BUSY|GETTING_DATA|OCCUP/i.test(String(valeur));

/** Écrit la formule dans une feuille neuve et observe la cellule quand elle a une valeur, ou après 16 s. */
function formule(id: string, titre: string, texte: string): Scenario {
  return {
    id: `fonctions.${id}`,
    titre,
    run: excel =>
      onSheet(excel, 'fonctions', async (sheet, context) => {
        const cellule = sheet.getRange('A1');
        cellule.formulas = [[texte]];
        let attendu = 0;
        do {
          await new Promise(reprendre => setTimeout(reprendre, PAS_MS));
          attendu += PAS_MS;
          cellule.load('values,formulas');
          await context.sync();
        } while (attendu < DELAI_MS && enAttente((cellule.values as unknown[][])[0]?.[0]));
        return { formule: plain(cellule.formulas), valeur: plain(cellule.values) };
      }),
  };
}

export const FUNCTION_SCENARIOS: readonly Scenario[] = [
  formule(
    'version',
    'Une fonction sans espace de noms se calcule et se relit sous le nom écrit.',
    '=CLOTURE.VERSION()',
  ),
  formule(
    'taux-avancement',
    'Une fonction par arguments reçoit ses nombres : 0,45 attendu.',
    '=CA.TAUXAVANCEMENT(36000,44000)',
  ),
  formule(
    'amortissement',
    'Une fonction reçoit des dates calculées : 333,33 attendu.',
    '=AMORT.LINEAIRE(12000,36,DATE(2026,5,12),DATE(2026,11,1),DATE(2026,11,30))',
  ),
  formule(
    'affaire-vide',
    'Une affaire vide donne #N/A, jamais le total de la société.',
    '=CA.AVANCEMENT("")',
  ),
  formule('arrete', 'Une fonction alimentée en continu donne une première valeur.', '=CLOTURE.ARRETE()'),
];
