import { CAPACITES } from '../../src/cloture';
import type { Capacite } from '../../src/cloture/capacite';
import { JournalControles } from '../../src/cloture/tables-communes';
import { jour, type Jour } from '../../src/comptabilite';
import { readTables } from '../../src/workbook/reader';
import { runClose } from '../../src/workbook/runs';
import { classeurDuScenario } from '../exemple/petit-classeur';
import { ouvrir } from './ouvrir';

/** La feuille « Contrôles » quand on valide travail par travail : aucun n'efface ce que les autres ont dit du mois. */
const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);
ouvrir(() => classeurDuScenario('cas-dore'), 'tous');

const valider = async (capacites: readonly Capacite[], arrete: Jour = NOVEMBRE) =>
  expect((await runClose({ capacites, arrete, mode: 'VALIDER', par: 'essai' })).bloque).toBe(false);
const lignes = async () => (await readTables([JournalControles])).lire(JournalControles).lignes;
const dits = async () => (await lignes()).map(l => [l.Code, l.Travail, l.Message]).sort();
const un = (nom: string) => CAPACITES.filter(c => c.nom === nom);

test('valider un travail garde ce que les autres ont dit à cet arrêté, et le redit du sien', async () => {
  await valider(CAPACITES);
  const avant = await dits();
  const travaux = [...new Set(avant.map(([, travail]) => travail))].filter(t => t !== undefined);
  expect(travaux.length).toBeGreaterThan(1);
  for (const travail of travaux) {
    await valider(un(travail));
    expect(await dits()).toEqual(avant);
  }
});

test('un autre mois commence sans les contrôles de celui d’avant', async () => {
  await valider(un('immobilisations'), DECEMBRE);
  expect((await lignes()).filter(l => l.Arrete !== DECEMBRE)).toEqual([]);
});
