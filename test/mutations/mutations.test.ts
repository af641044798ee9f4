import { join } from 'node:path';
import fc from 'fast-check';
import { estBloquante } from '../../src/comptabilite';
import { classeurDe, Cloturier, verifierAnomalie, type Classeur, type Cloture } from './classeur';
import { mutations, type Mutation } from './mutations';

/**
 * Vingt mille classeurs abîmés à chaque essai ; par morceaux par `MUTATIONS=1/5` à `MUTATIONS=5/5`, d'une autre graine par
 * `GRAINE=7`. Un morceau a sa graine : celui qui échoue se rejoue seul.
 */
const [MORCEAU = 1, MORCEAUX = 1] = (process.env.MUTATIONS ?? '1/1').split('/').map(Number);
const GRAINE = Number(process.env.GRAINE ?? 20_261_130);
const tirages = (nombre: number) => ({ numRuns: Math.ceil(nombre / MORCEAUX), seed: GRAINE + MORCEAU });

const base = classeurDe(join(__dirname, '../scenarios/exemple-esn'));
const cloturier = new Cloturier(base);
const reference = cloturier.clore(base);
const SANS_CONTROLES = [...reference.ecrit].filter(([nom]) => nom !== 'JournalControles');

/** Fige un classeur jusqu'à ses cellules : une valeur de l'utilisateur qui changerait lèverait. */
function figer(classeur: Classeur): void {
  for (const matrice of classeur.values()) {
    for (const ligne of Object.freeze(matrice)) Object.freeze(ligne);
  }
}

function refusee({ table, ligne, colonne }: Mutation, { anomalies }: Cloture): boolean {
  return anomalies.some(
    a =>
      estBloquante(a) &&
      a.table === table &&
      (ligne === undefined || a.ligne === ligne) &&
      (colonne === undefined || a.colonne === colonne),
  );
}

function verifier(mutation: Mutation): void {
  figer(mutation.classeur);
  const cloture = cloturier.clore(mutation.classeur);
  cloture.anomalies.forEach(verifierAnomalie);
  const ou = `${mutation.nom}, ${mutation.table} ${mutation.ligne ?? ''} ${mutation.colonne ?? ''}`;
  if (mutation.attente === 'REFUS' && !refusee(mutation, cloture)) {
    throw new Error(`${ou} : aucune anomalie bloquante ne nomme l'endroit.`);
  }
  if (mutation.attente === 'AVIS') {
    expect(cloture.anomalies.filter(estBloquante)).toEqual([]);
    for (const [nom, lignes] of SANS_CONTROLES) {
      if (cloture.ecrit.get(nom) !== lignes) throw new Error(`${ou} : ${nom} a changé.`);
    }
  }
}

describe('vingt mille classeurs abîmés', () => {
  test('le classeur de départ se clôt sans rien de bloquant, et son texte est le sien', () => {
    expect(reference.anomalies.filter(estBloquante)).toEqual([]);
    expect(SANS_CONTROLES.map(([nom]) => nom)).toEqual(
      expect.arrayContaining(['CaAvancement', 'Historique', 'EcrituresCloture', 'Dotations']),
    );
    expect(cloturier.clore(base)).toEqual(reference);
  });

  test('une façon : refusée à sa cellule, comprise avec un avis, ou clôturée ; jamais une exception', () => {
    fc.assert(fc.property(mutations(base, 1), verifier), tirages(14_000));
  }, 2_700_000);

  test('plusieurs façons à la fois : chaque clôture répond, et ses anomalies disent où et quoi faire', () => {
    fc.assert(fc.property(mutations(base, 5), verifier), tirages(6_000));
  }, 2_700_000);
});
