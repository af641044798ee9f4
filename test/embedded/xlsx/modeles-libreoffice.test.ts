import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CAPACITES } from '../../../src/cloture';
import { jour, type Jour } from '../../../src/comptabilite';
import { createEmbeddedExcel, type EmbeddedExcel } from '../../../src/embedded/embedded';
import { bootClient } from '../../../src/embedded/node/client';
import { openDocument, saveDocument } from '../../../src/embedded/xlsx';
import { type Bilan, runClose } from '../../../src/workbook/runs';
import { verifySeals } from '../../../src/workbook/seals/verify';
import { quinzeChiffresDuTexte } from '../../comptabilite/quinze-chiffres';
import { inventaire, type Inventaire } from '../../xlsx/inventaire';
import { avecLibreOffice, convertir } from '../../xlsx/libreoffice';
import { verifier } from '../../xlsx/verificateur';
import { etatDe } from './fabrique';

const NOVEMBRE = jour(2026, 11, 30);
const DECEMBRE = jour(2026, 12, 31);
let dossier = '';

const modele = (nom: string) => new Uint8Array(readFileSync(join(__dirname, '../../../templates', nom)));

/** Le fichier, ouvert par LibreOffice et enregistré par lui en .xlsx. */
function parLibreOffice(nom: string, octets: Uint8Array): Uint8Array {
  writeFileSync(join(dossier, `${nom}.xlsx`), octets);
  convertir(dossier, `${nom}.xlsx`, 'xlsx', 'rendus');
  return new Uint8Array(readFileSync(join(dossier, 'rendus', `${nom}.xlsx`)));
}

/** Ouvre un classeur dans l'Excel embarqué, notre code relié à lui. */
async function dans<T>(octets: Uint8Array, faire: (excel: EmbeddedExcel) => Promise<T>): Promise<T> {
  const excel = await createEmbeddedExcel({ fichier: octets });
  const client = bootClient(excel);
  client.install();
  try {
    return await faire(excel);
  } finally {
    client.uninstall();
    client.dispose();
    excel.dispose();
  }
}

const clore = (arrete: Jour, mode: 'SIMULER' | 'VALIDER' | 'FERMER') =>
  runClose({ capacites: CAPACITES, arrete, mode, par: 'essai' });

/** Ce qu'une clôture dit, heures à part. */
const dit = ({ bloque, anomalies, ecritures }: Bilan) => ({ bloque, anomalies, ecritures });

/** Une liste déroulante : sa première cellule et ce qu'elle propose ; LibreOffice en raccourcit l'étendue. */
const liste = (validation: string): string =>
  [/sqref=([A-Z]+\d+)/, /type=(\w+)/, /formula1\(\|(.*?)\)(?: formula2|\)$)/]
    .map(motif => motif.exec(validation)?.[1])
    .join(' ');

const valeur = (dite: string): string => {
  const [, nombre] = /^n (.*)$/.exec(dite) ?? [];
  return nombre === undefined ? dite : `n ${quinzeChiffresDuTexte(Number(nombre))}`;
};

const chaque = (paires: Readonly<Record<string, string>>, faire: (dit: string) => string) =>
  Object.fromEntries(Object.entries(paires).map(([cle, dit]) => [cle, faire(dit)]));

/**
 * Ce que LibreOffice garde d'un classeur. Il perd, sans fenêtre, le quadrillage caché, les volets figés et le style des
 * tables ; il ne connaît pas « très masquée », arrondit un nombre à quinze chiffres, écrit FALSE() et récrit à sa façon
 * styles et mise en page.
 */
function gardes({ feuilles, noms }: Inventaire) {
  return {
    feuilles: feuilles.map(f => ({
      nom: f.nom,
      etat: f.etat === 'veryHidden' ? 'hidden' : f.etat,
      onglet: f.onglet,
      largeurs: f.largeurs,
      fusions: f.fusions,
      tables: Object.entries(f.tables).map(([nom, t]) => [nom, t.plage, t.colonnes, t.totaux, t.filtre]),
      formules: chaque(f.formules, formule => formule.replaceAll('FALSE()', 'FALSE')),
      valeurs: chaque(f.valeurs, valeur),
      notes: f.notes,
      liens: f.liens,
      validations: f.validations.map(liste).sort(),
    })),
    noms: chaque(noms, nom => nom.replaceAll("'", '')),
  };
}

/** Ce que LibreOffice rend dit ce que disait l'original. */
function comparer(original: Uint8Array, rendu: Uint8Array): void {
  const voulu = inventaire(original);
  expect(voulu.feuilles.length).toBeGreaterThan(100);
  expect(gardes(inventaire(rendu))).toEqual(gardes(voulu));
}

avecLibreOffice('les modèles livrés, par LibreOffice et retour', () => {
  beforeAll(() => {
    dossier = mkdtempSync(join(tmpdir(), 'cloture-lo-'));
  });
  afterAll(() => rmSync(dossier, { recursive: true, force: true }));

  test('le classeur vierge : tout y est, et la clôture y dit la même chose', async () => {
    const original = modele('cloture-vierge.xlsx');
    const rendu = parLibreOffice('vierge', original);
    comparer(original, rendu);
    const doc = await openDocument(rendu);
    const ecrit = await saveDocument(doc, etatDe(doc));
    expect(verifier(ecrit)).toEqual([]);
    expect(inventaire(ecrit)).toEqual(inventaire(rendu));
    const simuler = () => clore(NOVEMBRE, 'SIMULER').then(dit);
    const attendu = await dans(original, simuler);
    expect(attendu.anomalies.length).toBeGreaterThan(0);
    expect(await dans(rendu, simuler)).toEqual(attendu);
  });

  test('l’exemple, novembre fermé : rien d’altéré, et décembre s’y clôture aux mêmes chiffres', async () => {
    const { original, attendu } = await dans(modele('exemple-esn.xlsx'), async excel => {
      expect((await clore(NOVEMBRE, 'FERMER')).bloque).toBe(false);
      const octets = await excel.save();
      return { original: octets, attendu: dit(await clore(DECEMBRE, 'SIMULER')) };
    });
    const rendu = parLibreOffice('exemple', original);
    comparer(original, rendu);
    const sortie = await dans(rendu, async excel => {
      const { anomalies, ...verification } = await verifySeals({ capacites: CAPACITES });
      expect(anomalies.filter(({ gravite }) => gravite !== 'INFO')).toEqual([]);
      expect(verification).toMatchObject({ arrete: '2026-11-30', intact: true });
      expect(dit(await clore(DECEMBRE, 'FERMER'))).toEqual(attendu);
      const cachees = excel.model.sheets().filter(({ visibility }) => visibility !== 'Visible');
      expect(cachees.map(({ name, visibility }) => [name, visibility])).toEqual([
        ['Clôture (reprise)', 'VeryHidden'],
        ['Clôture (scellés)', 'VeryHidden'],
      ]);
      return excel.save();
    });
    expect(verifier(sortie)).toEqual([]);
  });
});
