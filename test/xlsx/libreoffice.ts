import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const present = spawnSync('soffice', ['--version']).status === 0;

/**
 * Des essais qui demandent LibreOffice. Sans lui, ils ne peuvent pas tourner : l'intégration continue l'installe et
 * échoue s'il manque ; ailleurs, un essai le dit par son nom.
 */
export function avecLibreOffice(nom: string, essais: () => void): void {
  if (present) describe(nom, essais);
  else
    test(`${nom} : NON VÉRIFIÉ, LibreOffice (soffice) n'est pas installé`, () => {
      expect(process.env['CI']).not.toBe('true');
    });
}

/** Un LibreOffice qui ne rend pas la main : un classeur de modèle lui prend vingt secondes sur une machine calme. */
const DELAI = 240_000;

/** Convertit un fichier d'un dossier, avec un profil à soi, vers un format de LibreOffice : à côté, ou dans un sous-dossier. */
export function convertir(dossier: string, fichier: string, vers: string, ou = '.'): void {
  const profil = `-env:UserInstallation=file://${dossier}/profil`;
  const options = [
    profil,
    '--headless',
    '--convert-to',
    vers,
    '--outdir',
    join(dossier, ou),
    join(dossier, fichier),
  ];
  execFileSync('soffice', options, { stdio: 'ignore', timeout: DELAI });
}

/** Chaque feuille dans son propre CSV, `;` entre les cellules, valeurs telles qu'affichées : fichier-Feuille.csv. */
export const CSV_DE_CHAQUE_FEUILLE =
  'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,false,true,false,false,-1';
