import type { Dossier, FeuilleLue } from './dossier';
import { attribut, fils, nomLocal, premier, texteDe } from './xml';

const SENS = new Set(['default', 'portrait', 'landscape']);
const MARGES = ['left', 'right', 'top', 'bottom', 'header', 'footer'];
const TITRES = ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'];

/** La mise en page d'une feuille : sens, échelle, pages, marges, en-tête et pied. */
export function verifierImpression(d: Dossier, f: FeuilleLue): void {
  verifierPage(d, f);
  const marges = premier(f.racine, 'pageMargins');
  for (const cle of marges ? MARGES : []) {
    const marge = attribut(marges, cle);
    if (marge === undefined || marge === '' || !(Number(marge) >= 0 && Number(marge) < 49))
      d.noter(f.partie, 'pageMargins', `marge ${cle} ${marge ?? 'absente'}`);
  }
  let rang = -1;
  for (const n of premier(f.racine, 'headerFooter')?.enfants ?? []) {
    const ici = TITRES.indexOf(nomLocal(n));
    if (ici <= rang) d.noter(f.partie, nomLocal(n), "titre de page inconnu ou hors de l'ordre");
    rang = ici;
    if (texteDe(n).length > 255) d.noter(f.partie, nomLocal(n), 'titre de page de plus de 255 signes');
  }
  for (const genre of ['rowBreaks', 'colBreaks']) {
    const liste = premier(f.racine, genre);
    const compte = attribut(liste, 'count');
    if (liste && compte !== undefined && Number(compte) !== fils(liste, 'brk').length)
      d.noter(f.partie, genre, `count ${compte} faux`);
  }
}

function verifierPage(d: Dossier, f: FeuilleLue): void {
  const page = premier(f.racine, 'pageSetup');
  if (!page) return;
  const sens = attribut(page, 'orientation');
  if (sens !== undefined && !SENS.has(sens)) d.noter(f.partie, 'pageSetup', `orientation ${sens} inconnue`);
  for (const [cle, min, max] of [
    ['fitToWidth', 0, 32_767],
    ['fitToHeight', 0, 32_767],
    ['scale', 10, 400],
    ['paperSize', 0, 2_147_483_647],
  ] as const) {
    const valeur = attribut(page, cle);
    if (valeur === undefined) continue;
    if (!/^\d+$/.test(valeur) || Number(valeur) < min || Number(valeur) > max)
      d.noter(f.partie, 'pageSetup', `${cle} ${valeur} impossible`);
  }
}
