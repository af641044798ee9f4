import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import {
  attachFunctions,
  evaluateFormulas,
  type FunctionMetadata,
  functionBridge,
} from '../../../src/embedded/functions';
import { bootClient } from '../../../src/embedded/node/client';
import { functionsMetadata } from '../../../src/functions/metadata';
import { duree, figure, type Figure } from '../mesure';

const CELLULES = 10_000;
const ESSAIS = 3;
const VIDE = 'BANC.VIDE';

/** La fonction vide : mêmes paramètres qu'AMORT.LINEAIRE, rien à calculer. */
function vide(modele: FunctionMetadata): FunctionMetadata {
  return { ...modele, id: VIDE, name: VIDE, description: 'Ne fait rien.' };
}

async function preparer(): Promise<EmbeddedExcel> {
  const excel = await createEmbeddedExcel();
  const client = bootClient(excel);
  client.install();
  await import('../../../src/functions');
  client.CustomFunctions.associate(VIDE, () => 0);
  const { functions } = functionsMetadata('fr');
  const lineaire = functions.find(f => f.id === 'AMORT.LINEAIRE');
  if (!lineaire) throw new Error('AMORT.LINEAIRE manque au catalogue.');
  attachFunctions(excel, client.session, { functions: [...functions, vide(lineaire)] });
  return excel;
}

/** Dix mille cellules, chacune avec ses arguments : aucune n'est servie par une autre. */
const formules = (nom: string, essai: number) =>
  Array.from({ length: CELLULES }, (_, rang) => {
    const brut = 1_000_000 * (essai + 1) + rang;
    return `=${nom}(${brut},36,46154,46327,46356)`;
  });

/** Dix mille cellules AMORT.LINEAIRE par le vrai chemin : moteur, bibliothèque d'Excel, fonction, retour. */
export async function fonctions(): Promise<Figure> {
  const excel = await preparer();
  const pont = functionBridge(excel);
  const evaluer = async (nom: string, essai: number) => {
    const resultats = await evaluateFormulas(excel, pont, formules(nom, essai));
    const faux = resultats.find(r => 'erreur' in r || typeof r.valeur !== 'number');
    if (faux) throw new Error(`Résultat inattendu : ${JSON.stringify(faux)}`);
  };
  await evaluer(VIDE, 100);
  await evaluer('AMORT.LINEAIRE', 100);
  let [ms, plancherMs] = [Infinity, Infinity];
  for (let essai = 0; essai < ESSAIS; essai++) {
    plancherMs = Math.min(plancherMs, await duree(() => evaluer(VIDE, essai)));
    ms = Math.min(ms, await duree(() => evaluer('AMORT.LINEAIRE', essai)));
  }
  return figure(
    `Calculer ${CELLULES} cellules AMORT.LINEAIRE dans l’Excel embarqué, par la bibliothèque de Microsoft`,
    ms,
    'autant de cellules d’une fonction personnalisée vide, de mêmes arguments',
    plancherMs,
    { cellulesParSeconde: Math.round(CELLULES / (ms / 1000)) },
  );
}
