import fc from 'fast-check';
import { texteJour, type Jour } from '../../src/comptabilite';
import type { SorteColonne as Sorte } from '../../src/workbook/colonnes';
import type { AnyTable, Cellule, Colonne } from '../../src/workbook/table';
import { ENTETE, TABLES, type Classeur, type Matrice } from './classeur';

/**
 * Ce qu'un classeur abîmé doit devenir : REFUS, une anomalie bloquante nomme l'endroit ; AVIS, rien ne change que
 * des avis ; LIBRE, la clôture répond, quoi qu'elle réponde.
 */
export type Attente = 'REFUS' | 'AVIS' | 'LIBRE';

/** Un classeur abîmé à un endroit, et ce qu'on en attend. */
export interface Mutation {
  readonly nom: string;
  readonly attente: Attente;
  readonly table: string;
  /** Ligne de la feuille et clé de colonne de l'endroit, quand c'est une cellule. */
  readonly ligne?: number;
  readonly colonne?: string;
  readonly classeur: Classeur;
  /** Ce qu'un contre-exemple imprime : l'endroit, pas le classeur. */
  [fc.toStringMethod](): string;
}

type Abime = Omit<Mutation, typeof fc.toStringMethod>;

/** Une table du classeur, prête à être abîmée. */
interface Cible {
  readonly table: AnyTable;
  readonly matrice: Matrice;
  readonly classeur: Classeur;
  /** Tire un entier de 0 à n - 1. */
  readonly tirer: (n: number) => number;
}

type Geste = (cible: Cible) => Abime | undefined;

const remplacer = (c: Cible, matrice: Matrice): Classeur => new Map(c.classeur).set(c.table.nom, matrice);

/** Une valeur d'une colonne qui la lit, et où elle est. */
interface Place {
  readonly r: number;
  readonly k: number;
  readonly colonne: Colonne;
  readonly valeur: Cellule;
}

function place(c: Cible, convient: (colonne: Colonne, valeur: Cellule) => boolean): Place | undefined {
  const places = c.matrice.slice(1).flatMap((ligne, i) =>
    ligne.flatMap((valeur, k) => {
      const colonne = c.table.colonnes[k];
      return colonne && convient(colonne, valeur) ? [{ r: i + 1, k, colonne, valeur }] : [];
    }),
  );
  return places[c.tirer(Math.max(1, places.length))];
}

function ecrire(c: Cible, { r, k }: Place, valeur: Cellule): Matrice {
  return c.matrice.map((ligne, i) => (i === r ? ligne.map((v, j) => (j === k ? valeur : v)) : ligne));
}

const cellule =
  (
    nom: string,
    attente: Attente,
    convient: (colonne: Colonne, valeur: Cellule, table: AnyTable) => boolean,
    ...valeurs: readonly ((valeur: Cellule) => Cellule)[]
  ): Geste =>
  c => {
    const ou = place(c, (colonne, valeur) => convient(colonne, valeur, c.table));
    const faire = valeurs[c.tirer(valeurs.length)];
    if (!ou || !faire) return undefined;
    return {
      nom,
      attente,
      table: c.table.nom,
      ligne: ENTETE + ou.r,
      colonne: ou.colonne.cle,
      classeur: remplacer(c, ecrire(c, ou, faire(ou.valeur))),
    };
  };

const enTete =
  (
    nom: string,
    attente: Attente,
    convient: (colonne: Colonne) => boolean,
    faire: (titre: string, colonne: Colonne) => string,
  ): Geste =>
  c => {
    const colonnes = c.table.colonnes.filter(convient);
    const colonne = colonnes[c.tirer(Math.max(1, colonnes.length))];
    if (!colonne) return undefined;
    const k = c.table.colonnes.indexOf(colonne);
    const titres = (c.matrice[0] ?? []).map((titre, j) => (j === k ? faire(String(titre), colonne) : titre));
    return {
      nom,
      attente,
      table: c.table.nom,
      ...(attente === 'REFUS' ? { ligne: ENTETE, colonne: colonne.cle } : {}),
      classeur: remplacer(c, [titres, ...c.matrice.slice(1)]),
    };
  };

const lignes =
  (
    nom: string,
    attente: Attente,
    faire: (corps: Matrice, tirer: Cible['tirer'], table: AnyTable) => Matrice | undefined,
  ): Geste =>
  c => {
    const corps = faire(c.matrice.slice(1), c.tirer, c.table);
    if (!corps) return undefined;
    return { nom, attente, table: c.table.nom, classeur: remplacer(c, [c.matrice[0] ?? [], ...corps]) };
  };

const DECIMALES: readonly Sorte[] = ['montant', 'quantite'];
const est =
  (...sortes: readonly Sorte[]) =>
  (colonne: Colonne) =>
    sortes.includes(colonne.sorte);
const nombre = (colonne: Colonne, valeur: Cellule) =>
  DECIMALES.includes(colonne.sorte) && typeof valeur === 'number';
const enFrancais = (n: number, espace: string) =>
  n
    .toFixed(4)
    .replace(/0{1,2}$/, '')
    .replace('.', ',')
    .replace(/\B(?=(\d{3})+,)/g, espace);
/** Ni clé, ni renvoi, ni compte, ni choix : un texte que rien ne compare. */
const libre = (colonne: Colonne, table: AnyTable) =>
  colonne.sorte === 'texte' &&
  colonne.reference === undefined &&
  !table.cle.includes(colonne.cle) &&
  /Libelle|Nom|Commentaire|Motif/.test(colonne.cle);
const echanger = (corps: Matrice, i: number, j: number): Matrice =>
  corps.map((ligne, n) => (n === i ? corps[j]! : n === j ? corps[i]! : ligne));

const GESTES: readonly Geste[] = [
  cellule(
    'texte dans une cellule typée',
    'REFUS',
    est('montant', 'quantite', 'taux', 'entier', 'jour', 'booleen', 'periode', 'enumeration'),
    () => 'inconnu',
    () => '??',
    () => '12 avril',
  ),
  cellule(
    'erreur d’Excel',
    'REFUS',
    () => true,
    () => '#REF!',
    () => '#N/A',
    () => '#VALUE!',
  ),
  cellule(
    'date ambiguë ou impossible',
    'REFUS',
    est('jour'),
    () => '05/06/26',
    () => '31/02/2026',
    () => '2026-13-01',
    () => 12,
    () => -3,
    () => true,
  ),
  cellule(
    'nombre démesuré',
    'REFUS',
    est('montant', 'quantite'),
    () => 1e300,
    () => -9.9e15,
    () => 1e17,
  ),
  cellule(
    'vrai ou faux au lieu d’un nombre',
    'REFUS',
    est('montant', 'quantite', 'taux', 'entier'),
    () => true,
  ),
  cellule(
    'nombre ambigu',
    'REFUS',
    est('montant'),
    () => '1,234',
    () => '1.234',
  ),
  cellule(
    'cellule obligatoire vidée',
    'REFUS',
    colonne => colonne.requis === true,
    () => '',
    () => '   ',
    () => '\u00a0',
  ),
  cellule(
    'renvoi inconnu',
    'REFUS',
    (colonne, valeur) => colonne.reference !== undefined && valeur !== '',
    () => 'INCONNU-404',
    () => '=SOMME(A1)',
  ),
  cellule(
    'nombre écrit en texte',
    'AVIS',
    nombre,
    v => enFrancais(Number(v), ' '),
    v => enFrancais(Number(v), '\u00a0'),
    v => enFrancais(Number(v), '\u202f'),
  ),
  cellule(
    'date écrite en texte',
    'AVIS',
    (colonne, valeur) => colonne.sorte === 'jour' && typeof valeur === 'number',
    v => texteJour(Number(v) as Jour),
    v => ` ${texteJour(Number(v) as Jour)}\u00a0`,
  ),
  cellule(
    'date avec une heure',
    'AVIS',
    (colonne, valeur) => colonne.sorte === 'jour' && typeof valeur === 'number',
    v => Number(v) + 0.75,
  ),
  cellule(
    'oui et non en toutes lettres',
    'AVIS',
    (colonne, valeur) => colonne.sorte === 'booleen' && valeur !== '',
    v => (v === 'O' ? 'oui' : 'non'),
    v => v === 'O',
  ),
  cellule(
    'espaces autour d’un texte',
    'AVIS',
    (colonne, valeur) =>
      est('texte', 'compte', 'enumeration')(colonne) && typeof valeur === 'string' && valeur !== '',
    v => ` ${v} `,
    v => `\u00a0${v}`,
  ),
  cellule(
    'texte énorme',
    'LIBRE',
    (colonne, _, table) => libre(colonne, table),
    () => 'é'.repeat(32_767),
  ),
  cellule(
    'libellé comme une formule',
    'LIBRE',
    (colonne, _, table) => libre(colonne, table),
    () => '=1+1',
    () => '+33 1 02 03',
    () => '-remise',
    () => '@lui',
    () => "'tic",
  ),
  cellule(
    'autre nombre',
    'LIBRE',
    nombre,
    v => -Number(v),
    () => 0,
    v => Number(v) * 1000,
    () => 0.005,
    () => 1e-9,
  ),
  cellule(
    'autre date',
    'LIBRE',
    est('jour'),
    () => 61,
    () => 2_958_465,
    v => Number(v) + 400,
    () => '',
    () => 20261130,
  ),
  cellule(
    'autre texte',
    'LIBRE',
    est('texte', 'compte'),
    () => '',
    () => 'X',
    () => '24a010',
    () => '0',
    () => '__proto__',
    () => 'constructor',
    () => '\ud83d\ude00',
  ),
  cellule(
    'nombre à la place d’un texte',
    'LIBRE',
    est('texte'),
    () => 42,
    () => true,
  ),
  cellule('choix vidé', 'LIBRE', est('enumeration', 'booleen', 'taux', 'entier', 'periode'), () => ''),
  enTete(
    'en-tête en majuscules, espacé',
    'AVIS',
    () => true,
    titre => `  ${titre.toUpperCase()}  `,
  ),
  enTete(
    'en-tête sans accent',
    'AVIS',
    () => true,
    titre => titre.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
  ),
  enTete(
    'en-tête par clé',
    'AVIS',
    () => true,
    (_, colonne) => colonne.cle,
  ),
  enTete(
    'en-tête anglais',
    'AVIS',
    () => true,
    (_, colonne) => colonne.en,
  ),
  enTete(
    'en-tête perdu d’une colonne obligatoire',
    'REFUS',
    colonne => colonne.requis === true,
    () => 'Colonne 1',
  ),
  enTete(
    'en-tête perdu d’une colonne facultative',
    'LIBRE',
    colonne => colonne.requis !== true,
    () => '',
  ),
  c => {
    const k = c.tirer(c.table.colonnes.length);
    const matrice = c.matrice.map(ligne => [...ligne, ligne[k] ?? '']);
    return {
      nom: 'colonne en double',
      attente: 'REFUS',
      table: c.table.nom,
      ligne: ENTETE,
      colonne: c.table.colonnes[k]!.cle,
      classeur: remplacer(c, matrice),
    };
  },
  c => {
    const matrice = c.matrice.map((ligne, i) => [
      i === 0 ? 'À moi' : '=A1',
      ...ligne,
      i === 0 ? 'Note' : 'à relire',
    ]);
    return {
      nom: 'colonnes de l’utilisateur',
      attente: 'AVIS',
      table: c.table.nom,
      classeur: remplacer(c, matrice),
    };
  },
  c => {
    const k = c.tirer(c.table.colonnes.length);
    const matrice = c.matrice.map(ligne => [...ligne.slice(k), ...ligne.slice(0, k)]);
    return {
      nom: 'colonnes déplacées',
      attente: 'AVIS',
      table: c.table.nom,
      classeur: remplacer(c, matrice),
    };
  },
  c => {
    const classeur = new Map(c.classeur);
    classeur.delete(c.table.nom);
    return {
      nom: 'table supprimée',
      attente: c.table.requise ? 'REFUS' : 'LIBRE',
      table: c.table.nom,
      classeur,
    };
  },
  lignes('ligne en double', 'REFUS', (corps, tirer, table) => {
    const i = tirer(Math.max(1, corps.length));
    const ligne = corps[i];
    const cles = table.cle.map(cle => table.colonnes.findIndex(c => c.cle === cle));
    if (!ligne || cles.length === 0 || cles.every(k => ligne[k] === '')) return undefined;
    return [...corps, ligne];
  }),
  lignes('ligne supprimée', 'LIBRE', (corps, tirer) =>
    corps.filter((_, i) => i !== tirer(Math.max(1, corps.length))),
  ),
  lignes('table vidée', 'LIBRE', () => []),
  lignes('lignes échangées', 'LIBRE', (corps, tirer) =>
    corps.length < 2 ? undefined : echanger(corps, tirer(corps.length), tirer(corps.length)),
  ),
];

/** Les gestes, par leur nom : de quoi compter que tous ont servi. */
export const NOMBRE_DE_GESTES = GESTES.length;

/** Un classeur abîmé de `nombre` façons au plus ; au-delà d'une, il n'est plus que LIBRE. */
export function mutations(base: Classeur, nombre: number): fc.Arbitrary<Mutation> {
  const presentes = TABLES.filter(t => (base.get(t.nom)?.length ?? 0) > 1);
  const tirages = fc.array(fc.nat(), { minLength: 12, maxLength: 12 });
  const un = fc.record({ geste: fc.nat(GESTES.length - 1), table: fc.nat(presentes.length - 1), tirages });
  return fc.array(un, { minLength: 1, maxLength: nombre }).map(choix => {
    let faite: Abime = { nom: 'aucune', attente: 'AVIS', table: '', classeur: base };
    let nombreFaites = 0;
    for (const { geste, table, tirages: suite } of choix) {
      let rang = 0;
      const tirer = (n: number) => (suite[rang++ % suite.length] ?? 0) % n;
      const visee = presentes[table]!;
      const matrice = faite.classeur.get(visee.nom);
      if (!matrice) continue;
      const mutation = GESTES[geste]!({ table: visee, matrice, classeur: faite.classeur, tirer });
      if (!mutation) continue;
      nombreFaites++;
      faite = nombreFaites > 1 ? { ...mutation, attente: 'LIBRE' } : mutation;
    }
    const { nom, table, ligne, colonne } = faite;
    const ou = [nom, table, ligne, colonne].join(' ');
    return { ...faite, [fc.toStringMethod]: () => ou };
  });
}
