/** C-CPT-08 et 09 : les numéros d'un journal se suivent, dans l'ordre des dates (domaine §9.1, point 7). */
import {
  LIGNES_PAR_TRANCHE,
  lireNumero,
  signaler,
  texteJour,
  trous,
  versIso,
  type Anomalie,
  type Trou,
} from '../../../comptabilite';
import type { LivreControle } from './livre-controle';

/** Les numéros d'un journal dans un exercice, et la première ligne de chacun. */
interface Suite {
  readonly exercice: string;
  readonly journal: string;
  readonly premieres: Map<string, number>;
}

const TROUS_DITS = 5;

/**
 * Les trous et les retours en arrière de la numérotation, une anomalie par journal et par exercice. Une numérotation
 * commune à tous les journaux n'a pas de trou dans l'ensemble : chacun n'est alors pas jugé à part.
 */
export function* controlerNumeros(livre: LivreControle): Generator<void, Anomalie[]> {
  const suites = yield* relever(livre);
  const continus = exercicesContinus(suites);
  return suites.flatMap(suite => [
    ...(continus.has(suite.exercice) ? [] : sautes(livre, suite)),
    ...desordre(livre, suite),
  ]);
}

function* relever(livre: LivreControle): Generator<void, Suite[]> {
  const { Exercice, Journal, EcritureNum, DateValidation, genere } = livre;
  const suites = new Map<string, Suite>();
  let suite: Suite | undefined;
  for (let i = 0; i < livre.n; i++) {
    if (i % LIGNES_PAR_TRANCHE === 0) yield;
    const numero = EcritureNum[i];
    if (numero === undefined || (genere && DateValidation[i] === undefined)) continue;
    const exercice = Exercice[i] ?? '';
    const journal = Journal[i] ?? '';
    if (suite?.exercice !== exercice || suite.journal !== journal) {
      const cle = `${exercice}\u0000${journal}`;
      suite = suites.get(cle) ?? { exercice, journal, premieres: new Map() };
      suites.set(cle, suite);
    }
    if (!suite.premieres.has(numero)) suite.premieres.set(numero, i);
  }
  return [...suites.values()];
}

/** Les exercices dont plusieurs journaux se partagent une suite sans trou. */
function exercicesContinus(suites: readonly Suite[]): ReadonlySet<string> {
  const exercices = new Set(suites.map(s => s.exercice));
  return new Set(
    [...exercices].filter(exercice => {
      const siennes = suites.filter(s => s.exercice === exercice);
      return siennes.length > 1 && trous(siennes.flatMap(s => [...s.premieres.keys()])).length === 0;
    }),
  );
}

const direTrou = ({ prefixe, du, au }: Trou) => (du === au ? `${prefixe}${du}` : `${prefixe}${du} à ${au}`);

function sautes(livre: LivreControle, { exercice, journal, premieres }: Suite): Anomalie[] {
  const manquants = trous(premieres.keys());
  const [premier] = manquants;
  if (!premier) return [];
  const nombre = manquants.reduce((n, { du, au }) => n + au - du + 1, 0);
  const suite = manquants.length > TROUS_DITS ? '…' : '';
  const liste = manquants.slice(0, TROUS_DITS).map(direTrou).join(', ') + suite;
  const avant = [...premieres].find(([numero]) => {
    const lu = lireNumero(numero);
    return lu?.prefixe === premier.prefixe && lu.rang === premier.du - 1;
  });
  return [
    signaler(
      'ALERTE',
      'C-CPT-08',
      {
        fr: `Journal ${journal}, exercice ${exercice} : ${nombre > 1 ? `${nombre} numéros manquent` : 'un numéro manque'} (${liste}).`,
        en: `Journal ${journal}, fiscal year ${exercice}: ${nombre > 1 ? `${nombre} numbers are` : 'one number is'} missing (${liste.replaceAll(' à ', ' to ')}).`,
      },
      {
        fr: 'Vérifiez que toutes les écritures ont été importées : la numérotation doit être continue (LPF art. A47 A-1).',
        en: 'Check that every entry was imported: numbering must be continuous (LPF art. A47 A-1).',
      },
      {
        table: livre.table,
        colonne: 'EcritureNum',
        cle: `${exercice} ${journal}`,
        ...(avant ? { ligne: livre.ligne[avant[1]]! } : {}),
      },
    ),
  ];
}

function desordre(livre: LivreControle, { exercice, journal, premieres }: Suite): Anomalie[] {
  const parPrefixe = new Map<string, { rang: number; ligne: number }[]>();
  for (const [numero, ligne] of premieres) {
    const lu = lireNumero(numero);
    if (!lu) continue;
    const suite = parPrefixe.get(lu.prefixe);
    if (suite) suite.push({ rang: lu.rang, ligne });
    else parPrefixe.set(lu.prefixe, [{ rang: lu.rang, ligne }]);
  }
  const retours: [avant: number, apres: number][] = [];
  for (const suite of parPrefixe.values()) {
    suite.sort((a, b) => a.rang - b.rang);
    suite.forEach(({ ligne }, i) => {
      const avant = suite[i - 1]?.ligne;
      if (avant !== undefined && livre.DateEcriture[ligne]! < livre.DateEcriture[avant]!)
        retours.push([avant, ligne]);
    });
  }
  const [premier] = retours;
  if (!premier) return [];
  const [avant, apres] = premier;
  const [d1, d2] = [livre.DateEcriture[avant]!, livre.DateEcriture[apres]!];
  const numero = livre.EcritureNum[apres] ?? '';
  const n = retours.length;
  return [
    signaler(
      'INFO',
      'C-CPT-09',
      {
        fr: `Journal ${journal} : ${n > 1 ? `${n} numéros ne suivent` : 'un numéro ne suit'} pas l'ordre des dates ; ${numero} est du ${texteJour(d2)}, après une pièce du ${texteJour(d1)}.`,
        en: `Journal ${journal}: ${n > 1 ? `${n} numbers are` : 'one number is'} out of date order; ${numero} is dated ${versIso(d2)}, after an entry of ${versIso(d1)}.`,
      },
      {
        fr: 'Rien à faire si le logiciel numérote à la saisie, et non à la date.',
        en: 'Nothing to do if the software numbers entries when keyed, not by date.',
      },
      {
        table: livre.table,
        ligne: livre.ligne[apres]!,
        colonne: 'EcritureNum',
        cle: `${exercice} ${journal} ${numero}`,
      },
    ),
  ];
}
