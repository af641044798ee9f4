import { createHash } from 'node:crypto';
import { Ecritures } from '../../../src/cloture/tables-communes';
import { jour } from '../../../src/comptabilite';
import { decoder } from '../../../src/workbook/decode';
import { Canonique, partsOf, type Part } from '../../../src/workbook/seals/canonical';
import { SealBook } from '../../../src/workbook/seals/book';
import type { SealRow } from '../../../src/workbook/seals/chain';
import { comparePart } from '../../../src/workbook/seals/compare';
import { Pace, printTable, sha256 } from '../../../src/workbook/seals/digest';
import { encodeDelta } from '../../../src/workbook/seals/row-index';
import type { Lecture } from '../../../src/workbook/table';
import { duree, figure, type Figure } from '../mesure';
import { grandLivre } from './tiers';

const ARRETE = jour(2026, 11, 30);
const ESSAIS = 3;

/** La tranche la plus longue, rendue en millisecondes. */
class Chrono extends Pace {
  plusLongue = 0;
  private debut = performance.now();

  override async breathe(): Promise<void> {
    const avant = this.yields;
    const duree = performance.now() - this.debut;
    await super.breathe();
    if (this.yields === avant) return;
    this.plusLongue = Math.max(this.plusLongue, duree);
    this.debut = performance.now();
  }

  /** La dernière tranche ne rend la main qu'en finissant : elle compte comme les autres. */
  finir(): void {
    this.plusLongue = Math.max(this.plusLongue, performance.now() - this.debut);
  }
}

/** Un mois de lignes d'écriture scellé, puis vérifié : forme canonique, tri, empreintes, index des lignes. */
export async function sceau(): Promise<Figure> {
  const lecture = decoder(Ecritures, grandLivre(), { premiereLigne: 4 }) as unknown as Lecture;
  const part = partsOf(lecture.table)[0]!;
  const octets = octetsDe(lecture, part);
  let [sceller, verifier, plancher, json, tranche] = [Infinity, Infinity, Infinity, Infinity, 0];
  let nombre = 0;
  for (let essai = 0; essai < ESSAIS; essai++) {
    const pace = new Chrono();
    let row: Pick<SealRow, 'Empreinte' | 'Lignes'> | undefined;
    let delta = '';
    sceller = Math.min(
      sceller,
      await duree(async () => {
        const canonique = new Canonique(lecture, part, ARRETE);
        const { rows, hash } = await printTable(canonique, { hash: sha256, pace });
        row = { Empreinte: hash, Lignes: rows.length };
        delta = await pace.run(encodeDelta(new Map(), rows));
        pace.finir();
      }),
    );
    tranche = Math.max(tranche, pace.plusLongue);
    nombre = row!.Lignes!;
    const livre = livreDe(row!, delta);
    verifier = Math.min(
      verifier,
      await duree(async () => {
        const [link] = livre.links;
        if (await comparePart(livre, link!, { part, lecture }, { hash: sha256 }))
          throw new Error('Un mois que rien n’a touché est dit changé.');
      }),
    );
    let debut = performance.now();
    JSON.stringify(lecture.lignes);
    json = Math.min(json, performance.now() - debut);
    debut = performance.now();
    for (const bloc of octets) createHash('sha256').update(bloc).digest('hex');
    plancher = Math.min(plancher, performance.now() - debut);
  }
  return figure(
    `Sceller ${nombre} lignes d'écriture : forme canonique, ordre des clés, SHA-256 par blocs, index des lignes`,
    sceller,
    'SHA-256 des mêmes octets, par mêmes blocs',
    plancher,
    {
      verifierSecondes: Number((verifier / 1000).toFixed(3)),
      rapportVerifier: Number((verifier / plancher).toFixed(2)),
      rapportSurJsonDesLignes: Number((sceller / json).toFixed(2)),
      octetsMo: Math.round(octets.reduce((n, b) => n + b.length, 0) / 1e6),
      plusLongueTrancheMs: Math.round(tranche),
    },
  );
}

/** Les octets que le scellé résume, par blocs, faits d'avance : le plancher ne paie que leur empreinte. */
function octetsDe(lecture: Lecture, part: Part): Uint8Array[] {
  const canonique = new Canonique(lecture, part, ARRETE);
  const blocs: Uint8Array[] = [];
  for (let premier = 0; premier < canonique.nombre; premier += 1024) {
    const textes: string[] = [];
    for (let rang = premier; rang < Math.min(canonique.nombre, premier + 1024); rang++)
      if (canonique.retient(rang)) textes.push(canonique.texte(rang));
    blocs.push(new TextEncoder().encode(textes.join('\n')));
  }
  return blocs;
}

/** Le livre d'un seul scellé, d'une seule table. */
function livreDe({ Empreinte, Lignes }: Pick<SealRow, 'Empreinte' | 'Lignes'>, delta: string): SealBook {
  const commun = { Numero: 1, Arrete: ARRETE, ligne: 5 };
  const rows = [
    { ...commun, Objet: 'ENTREE', Table: Ecritures.nom, Empreinte, Lignes },
    { ...commun, Objet: 'SCELLE', Empreinte: '', Colonnes: Ecritures.nom },
  ] as unknown as SealRow[];
  const index = { numero: 1, table: Ecritures.nom, objet: 'ENTREE', hash: Empreinte, full: true, delta };
  return new SealBook(rows, [index]);
}
