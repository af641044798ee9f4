import * as fc from 'fast-check';
import { mettreEnTables } from '../../../../src/cloture/comptabilite-generale/fec/lire';
import { Detection } from '../../../../src/cloture/comptabilite-generale/fec/encodage';
import { base, facture, lireOctets, refus, texte } from './atelier';

/** Octets d'un texte dans un encodage d'un octet ; `euro` est la place de « € », qui les distingue. */
const unOctet = (contenu: string, euro: number) =>
  Uint8Array.from(contenu, c => (c === '€' ? euro : c === '’' ? 0x92 : c.charCodeAt(0)));

const libelle = async (octets: Uint8Array) =>
  (await mettreEnTables(await lireOctets(octets))).ecritures[0]!.Libelle;
const avecLibelle = (EcritureLib: string) =>
  texte(base().map((l, i) => (i === 0 ? { ...l, EcritureLib } : l)));

test.each([
  ['UTF-8', (c: string) => new TextEncoder().encode(c), 'Été à 12 €, l’an œuvré'],
  ['ISO 8859-15, € en 0xA4', (c: string) => unOctet(c, 0xa4), 'Été à 12 €'],
  ['Windows-1252, € en 0x80', (c: string) => unOctet(c, 0x80), 'Été à 12 €'],
  ['Windows-1252, apostrophe en 0x92', (c: string) => unOctet(c, 0x80), 'L’été'],
  ['ASCII', (c: string) => unOctet(c, 0x80), 'Ete'],
])('%s', async (_, encoder, attendu) => {
  expect(await libelle(encoder(avecLibelle(attendu)))).toBe(attendu);
});

test.each([
  [0xa6, 'Š'],
  [0xa8, 'š'],
  [0xb4, 'Ž'],
  [0xb8, 'ž'],
  [0xbc, 'Œ'],
  [0xbd, 'œ'],
  [0xbe, 'Ÿ'],
])('l’octet %i de l’ISO 8859-15 est « %s »', async (octet, caractere) => {
  expect(await libelle(unOctet(avecLibelle(`a${String.fromCharCode(octet)}b`), 0xa4))).toBe(`a${caractere}b`);
});

test('un fichier UTF-16 est refusé, avec son remède', async () => {
  const contenu = texte(facture(1, '20260115'));
  const octets = new Uint8Array(2 + 2 * contenu.length);
  octets.set([0xff, 0xfe]);
  for (let i = 0; i < contenu.length; i++) octets[2 + 2 * i] = contenu.charCodeAt(i);
  expect(refus(await lireOctets(octets))[0]).toContain('le fichier est en UTF-16');
});

test.each([
  ['é en deux octets', [0xc3, 0xa9], 'utf-8'],
  ['forme trop longue', [0xc0, 0xaf], 'iso-8859-15'],
  ['demi-codet', [0xed, 0xa0, 0x80], 'windows-1252'],
  ['au-delà de l’Unicode', [0xf5, 0xa0, 0xa0, 0xa0], 'iso-8859-15'],
  ['caractère coupé par la fin', [0x61, 0xe2, 0xa2], 'iso-8859-15'],
])('%s', (_, octets, encodage) => {
  // Donnés d'un trait, puis octet par octet : un caractère coupé entre deux morceaux se suit.
  const [entier, coupe] = [new Detection(), new Detection()];
  entier.ajouter(Uint8Array.from(octets));
  for (const octet of octets) coupe.ajouter(Uint8Array.of(octet));
  expect([entier.encodage(), coupe.encodage()]).toEqual([encodage, encodage]);
});

const LETTRES = ['a', 'Z', '7', 'é', 'À', 'ç', ' ', '\u00a0', '€', '’', '«'];

test('des libellés au hasard se lisent tels quels, quel que soit l’encodage, le séparateur ou la fin de ligne', async () => {
  const encodages = {
    utf8: (c: string) => new TextEncoder().encode(c),
    windows1252: (c: string) => unOctet(c, 0x80),
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.constantFrom(...LETTRES), { maxLength: 12 }), { minLength: 8, maxLength: 8 }),
      fc.constantFrom<keyof typeof encodages>('utf8', 'windows1252'),
      fc.constantFrom('\t', '|'),
      fc.constantFrom('\n', '\r', '\r\n', '\r\r\n'),
      async (libelles, encodage, separateur, finDeLigne) => {
        // « ’ » au moins une fois : sans lui, des octets au-dessus de 0x80 seraient de l'ISO 8859-15, où € est ailleurs.
        const ecrits = libelles.map(l => `x${l.join('')}’`);
        const lignes = base().map((l, i) => ({ ...l, EcritureLib: `\u00a0 ${ecrits[i]} ` }));
        const octets = encodages[encodage](texte(lignes, { separateur, finDeLigne }));
        const { ecritures } = await mettreEnTables(await lireOctets(octets));
        expect(ecritures.map(e => e.Libelle)).toEqual(ecrits);
      },
    ),
    { numRuns: 60 },
  );
});
