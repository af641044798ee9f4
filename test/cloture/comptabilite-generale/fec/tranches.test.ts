import * as fc from 'fast-check';
import { CHAMPS } from '../../../../src/cloture/comptabilite-generale/fec/calcul/champs';
import { LIGNES_PAR_TRANCHE } from '../../../../src/comptabilite';
import { LecteurFec } from '../../../../src/cloture/comptabilite-generale/fec/calcul/lecteur';
import { Signalements } from '../../../../src/cloture/comptabilite-generale/fec/calcul/signalements';
import { LignesEntieres } from '../../../../src/cloture/comptabilite-generale/fec/calcul/enregistrements';
import { sourceOctets } from '../../../../src/cloture/comptabilite-generale/fec/encodage';
import { lireFec, OCTETS_PAR_TRANCHE } from '../../../../src/cloture/comptabilite-generale/fec/lire';
import { base, facture, NOM, texte } from './atelier';

/** Un FEC coupé n'importe où se lit comme entier, et un grand fichier rend souvent la main. */

function lireMorceaux(morceaux: readonly Uint8Array[]) {
  const [utf8, entieres] = [new TextDecoder(), new LignesEntieres()];
  const lecteur = new LecteurFec(new Signalements(NOM), octets => utf8.decode(octets));
  morceaux.forEach((morceau, i) => lecteur.ajouter(entieres.ajouter(morceau, i === morceaux.length - 1)));
  lecteur.finir();
  const { lignes } = lecteur;
  return Array.from({ length: lignes.nombre }, (_, i) => [
    lignes.numeroDeLigne[i],
    lignes.comptes.textes[lignes.compte[i]!],
    lignes.reference(i),
    lignes.libelle(i),
    lignes.debit[i],
    lignes.credit[i],
  ]);
}

const FINS = fc.constantFrom('\n', '\r', '\r\n', '\r\r\n');

test('coupé n’importe où, le fichier donne les mêmes lignes aux mêmes numéros', () => {
  fc.assert(
    fc.property(FINS, fc.array(fc.nat(2000), { maxLength: 12 }), (finDeLigne, coupures) => {
      const entier = new TextEncoder().encode(texte(base(), { finDeLigne }));
      const bornes = [0, ...coupures.map(c => c % entier.length), entier.length].sort((a, b) => a - b);
      const morceaux = bornes.slice(1).map((fin, i) => entier.slice(bornes[i], fin));
      const lues = lireMorceaux(morceaux);
      expect(lues).toEqual(lireMorceaux([entier]));
      expect(lues.map(([numero]) => numero)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    }),
  );
});

test('les octets coupés n’importe où se regroupent en lignes entières, sans en perdre', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(10, 13, 9, 65, 0xc3)), fc.array(fc.nat(50)), (octets, coupures) => {
      const bornes = [0, ...coupures.map(c => c % (octets.length + 1)), octets.length].sort((a, b) => a - b);
      const entieres = new LignesEntieres();
      const rendus = bornes
        .slice(1)
        .flatMap((fin, i) => [
          ...entieres.ajouter(Uint8Array.from(octets.slice(bornes[i], fin)), i === bornes.length - 2),
        ]);
      expect(rendus).toEqual(octets);
    }),
  );
});

const LIGNES = 500_000;

/** Un demi-million de lignes, par pièces de trois. */
function grandFichier(): Uint8Array {
  const [pieces, entete] = [Math.ceil(LIGNES / 3), `${CHAMPS.join('\t')}\r\n`];
  const modele = texte(facture(987_654_321, '20260115')).slice(entete.length);
  const corps = Array.from({ length: pieces }, (_, n) => modele.replaceAll('987654321', String(n + 1)));
  return new TextEncoder().encode(entete + corps.join(''));
}

test('500 000 lignes rendent la main au moins tous les 256 Ko et toutes les 20 000 lignes', async () => {
  const octets = grandFichier();
  const etapes = new Set<string>();
  const lecture = await lireFec(sourceOctets(NOM, octets), {}, { onProgress: p => etapes.add(p.etape) });
  expect([lecture.bloque, lecture.anomalies, lecture.lignes.nombre >= LIGNES]).toEqual([false, [], true]);
  const parLecture = Math.ceil(octets.length / OCTETS_PAR_TRANCHE);
  const parControle = Math.ceil(LIGNES / LIGNES_PAR_TRANCHE) + Math.ceil(LIGNES / 3 / LIGNES_PAR_TRANCHE);
  expect(lecture.occasions).toBeGreaterThanOrEqual(parLecture + parControle);
  expect([...etapes]).toEqual(['Lecture du fichier', 'Contrôle des écritures']);
});

test('y renoncer arrête la lecture', async () => {
  const arret = new AbortController();
  const lecture = lireFec(
    sourceOctets(NOM, grandFichier()),
    {},
    { signal: arret.signal, onProgress: () => arret.abort() },
  );
  await expect(lecture).rejects.toThrow('Opération annulée');
});
