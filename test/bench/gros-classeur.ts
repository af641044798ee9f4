/**
 * `gros-classeur.ts fabriquer|verifier chemin temps affaires` : le gros classeur du banc, fait puis vérifié hors de la
 * mesure, chacun dans son processus. Le vérificateur ne partage rien avec le lecteur ni l'écrivain du produit.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { Temps } from '../../src/cloture/tables-communes';
import { letter } from '../../src/embedded/templates/sheet';
import { classeurDuBanc } from './classeur';
import { temps } from './donnees';

const JOURS = letter(Temps.colonnes.findIndex(({ cle }) => cle === 'Jours'));
const DATE = letter(Temps.colonnes.findIndex(({ cle }) => cle === 'Date'));
/** À côté de la table, une colonne laissée vide : celle de l'utilisateur. */
const SIENNE = letter(Temps.colonnes.length + 1);
const HEURES_PAR_JOUR = 7;
/** Le 30 novembre 2026, en jours d'Excel. */
const ARRETE = '46356';

type Parties = Record<string, Uint8Array>;

/** Le classeur tel qu'Excel l'enregistre : formules et valeurs, sans demander de recalcul. */
async function fabriquer(chemin: string, nombre: number, affaires: number): Promise<void> {
  const parties: Parties = unzipSync(await classeurDuBanc(nombre, affaires));
  const feuille = partie(parties, 'Temps passés');
  let formules = 0;
  const xml = strFromU8(parties[feuille]!).replace(
    /<row r="(\d+)">(.*?)<\/row>/g,
    (tout, rang: string, dedans: string) => {
      const [, style, jours] = new RegExp(`r="${JOURS}${rang}" s="(\\d+)"><v>([^<]*)<`).exec(dedans) ?? [];
      if (jours === undefined) return tout;
      formules++;
      const formule = `<f>${JOURS}${rang}*${HEURES_PAR_JOUR}</f><v>${Number(jours) * HEURES_PAR_JOUR}</v>`;
      return `<row r="${rang}">${dedans}<c r="${SIENNE}${rang}" s="${style}">${formule}</c></row>`;
    },
  );
  if (formules !== nombre) throw new Error(`${formules} formules au lieu de ${nombre}.`);
  const classeur = strFromU8(parties['xl/workbook.xml']!);
  const calcule = classeur.replace(/<calcPr[^>]*>/, '<calcPr calcId="191029"/>');
  const ecrites = { ...parties, [feuille]: strToU8(xml), 'xl/workbook.xml': strToU8(calcule) };
  writeFileSync(chemin, zipSync(ecrites, { level: 1 }));
}

const clair = (xml: string) => xml.replaceAll('&apos;', "'").replaceAll('&amp;', '&');

/** La partie du paquet qui porte cette feuille. */
function partie(parties: Parties, nom: string): string {
  const classeur = strFromU8(parties['xl/workbook.xml']!);
  const liens = strFromU8(parties['xl/_rels/workbook.xml.rels']!);
  const feuille = [...classeur.matchAll(/<sheet [^>]*>/g)].find(([balise]) =>
    clair(balise).includes(`name="${nom}"`),
  );
  const id = /r:id="([^"]*)"/.exec(feuille?.[0] ?? '')?.[1];
  const lien = [...liens.matchAll(/<Relationship [^>]*>/g)].find(([balise]) => balise.includes(`Id="${id}"`));
  const cible = /Target="\/?(?:xl\/)?([^"]*)"/.exec(lien?.[0] ?? '')?.[1];
  if (cible === undefined) throw new Error(`La feuille « ${nom} » manque.`);
  return `xl/${cible}`;
}

interface Cellule {
  readonly colonne: string;
  readonly rang: number;
  readonly attributs: string;
  readonly formule: boolean;
  readonly valeur: string;
}

const CELLULE = /<c r="([A-Z]+)(\d+)"([^>]*)>(<f[^>]*>[^<]*<\/f>)?<v>([^<]*)<\/v><\/c>/g;

function* cellules(parties: Parties, nom: string): Generator<Cellule> {
  for (const [, colonne, rang, attributs, formule, valeur] of strFromU8(
    parties[partie(parties, nom)]!,
  ).matchAll(CELLULE))
    yield {
      colonne: colonne!,
      rang: Number(rang),
      attributs: attributs!,
      formule: formule !== undefined,
      valeur: valeur!,
    };
}

/** Ce que les saisies valent, ligne à ligne : jours, et euros des jours validés au coût de chacun (300 €, puis 5 € de plus par rang). */
function compter(nombre: number, affaires: number): { jours: number; valorises: number } {
  const [, ...lignes] = temps(nombre, affaires);
  let [jours, valorises] = [0, 0];
  for (const ligne of lignes) {
    const [collaborateur, duree, etat] = [ligne[1], Number(ligne[8]), ligne[10]];
    jours += duree;
    if (etat === 'VALIDE') valorises += duree * (300 + 5 * (Number(String(collaborateur).slice(1)) - 1));
  }
  return { jours, valorises };
}

function egal(quoi: string, vu: number, attendu: number): void {
  if (Math.abs(vu - attendu) > 0.001) throw new Error(`${quoi} : ${vu} dans le fichier, ${attendu} comptés.`);
}

function verifier(chemin: string, nombre: number, affaires: number): void {
  const attendu = compter(nombre, affaires);
  const parties: Parties = unzipSync(readFileSync(chemin));
  let [jours, formules, heures, dates] = [0, 0, 0, 0];
  for (const { colonne, rang, attributs, formule, valeur } of cellules(parties, 'Temps passés')) {
    if (rang < 5) continue;
    if (colonne === JOURS) jours += Number(valeur);
    if (colonne === DATE && / s="[1-9]/.test(attributs)) dates++;
    if (colonne !== SIENNE || !formule) continue;
    formules++;
    heures += Number(valeur);
  }
  egal('Jours saisis', jours, attendu.jours);
  egal('Formules', formules, nombre);
  egal('Heures des formules', heures, attendu.jours * HEURES_PAR_JOUR);
  egal('Dates à leur format', dates, nombre);
  verifierCloture(parties, attendu.valorises, affaires);
}

/** La feuille « CA à l'avancement » de novembre : une ligne par affaire, et les temps valorisés comptés à la main. */
function verifierCloture(parties: Parties, valorises: number, affaires: number): void {
  const textes = strFromU8(parties['xl/sharedStrings.xml']!).split('<si>').slice(1);
  const lues = [...cellules(parties, "CA à l'avancement")];
  const sous = (entete: string) =>
    lues.find(c => c.rang === 4 && clair(textes[Number(c.valeur)] ?? '').includes(`>${entete}</t>`))?.colonne;
  const [arrete, cout] = [sous('Arrêté'), sous('Temps valorisés')];
  const novembre = new Set(lues.filter(c => c.colonne === arrete && c.valeur === ARRETE).map(c => c.rang));
  egal('Affaires à l’arrêté', novembre.size, affaires);
  const total = lues
    .filter(c => c.colonne === cout && novembre.has(c.rang))
    .reduce((somme, { valeur }) => somme + Number(valeur), 0);
  egal('Temps valorisés', total, valorises);
}

async function main([geste, chemin = '', nombre, affaires]: string[]): Promise<void> {
  if (geste === 'fabriquer') await fabriquer(chemin, Number(nombre), Number(affaires));
  else verifier(chemin, Number(nombre), Number(affaires));
}

void main(process.argv.slice(2)).catch((erreur: unknown) => {
  process.stderr.write(`${String(erreur)}\n`);
  process.exitCode = 1;
});
