import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDocument, saveDocument } from '../../../src/embedded/xlsx';
import { inventaire } from '../../xlsx/inventaire';
import { verifier } from '../../xlsx/verificateur';
import { etatDe } from './fabrique';

const dossier = join(__dirname, '../../../templates');
const modeles = existsSync(dossier)
  ? readdirSync(dossier)
      .filter(f => f.endsWith('.xlsx'))
      .sort()
  : [];

describe('les modèles livrés', () => {
  test('il y en a', () => {
    expect(modeles.length).toBeGreaterThan(0);
  });

  test.each(modeles)('%s : sans défaut, et intact après ouverture et enregistrement', async nom => {
    const octets = new Uint8Array(readFileSync(join(dossier, nom)));
    // La bibliothèque qui écrit les modèles met dans `count` le nombre de textes et non celui des emplois : Excel
    // l'accepte. Tout autre défaut est refusé, et celui-ci n'est plus dans ce que le codec écrit.
    const defauts = verifier(octets).filter(
      d => d.partie !== 'xl/sharedStrings.xml' || d.endroit !== 'count',
    );
    expect(defauts).toEqual([]);
    const doc = await openDocument(octets);
    const ecrit = await saveDocument(doc, etatDe(doc));
    expect(verifier(ecrit)).toEqual([]);
    expect(inventaire(ecrit)).toEqual(inventaire(octets));
    const relu = await openDocument(ecrit);
    expect(Buffer.compare(await saveDocument(relu, etatDe(relu)), ecrit)).toBe(0);
  });
});
