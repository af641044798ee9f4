/** Le classeur du banc, fabriqué comme `npm run classeur` le ferait : un fichier .xlsx de la taille voulue. */
import { Periodes, Temps } from '../../src/cloture/tables-communes';
import { buildWorkbook } from '../../src/embedded/templates/workbook';
import { decoder } from '../../src/workbook/decode';
import type { Rang } from '../../src/workbook/table';
import { tablesDuMois, temps } from './donnees';

/** Ligne de l'en-tête des feuilles du produit. */
const ENTETE = 4;

/** Les lignes de chaque table ; chaque période y est ouverte : un arrêté passé se calcule au lieu d'être relu. */
function lignes(nombre: number, affaires: number): Map<string, readonly Rang[]> {
  const lectures = tablesDuMois(affaires);
  const rangs = new Map([...lectures].map(([nom, { lignes }]) => [nom, lignes as readonly Rang[]]));
  const periodes = rangs.get(Periodes.nom) ?? [];
  rangs.set(
    Periodes.nom,
    periodes.map(p => ({ ...p, Etat: 'OUVERTE' })),
  );
  rangs.set(Temps.nom, decoder(Temps, temps(nombre, affaires), { premiereLigne: ENTETE }).lignes);
  return rangs;
}

/** Les octets d'un classeur de `nombre` temps répartis sur `affaires` affaires au forfait. */
export const classeurDuBanc = (nombre: number, affaires: number): Promise<Uint8Array> =>
  buildWorkbook({ title: 'Banc', subtitle: '', rows: lignes(nombre, affaires) });
