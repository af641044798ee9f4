import { arbre, versIso, type Explication, type Jour } from '../comptabilite';
import type { Formats } from './format';
import { useLangue } from './langue';
import type { Textes } from './textes-fr';

/** Une valeur dans son unité : « 45 000,00 € », « 45,00 % », « 12,5 j », « 30/11/2026 ». */
export function texteValeur(
  { valeur, unite }: Pick<Explication, 'valeur' | 'unite'>,
  formats: Formats,
): string {
  const n = valeur.toNumber();
  switch (unite) {
    case 'EUR':
      return `${formats.total(n)}\u00a0€`;
    case 'TAUX':
      return formats.pourcentage(n);
    case 'JOUR':
      return `${formats.nombre(n)}\u00a0j`;
    case 'DATE':
      return formats.jour(versIso(n as Jour));
    case 'NOMBRE':
      return formats.nombre(n);
  }
}

/** Jusqu'à trois termes, l'opération se lit avec ses chiffres. */
const LISIBLES = 3;
const SIGNES = { SOMME: ' + ', DIFFERENCE: ' − ', PRODUIT: ' × ', QUOTIENT: ' ÷ ' } as const;

/** L'opération d'un nœud en une ligne : « 100 000,00 € × 36 000,00 € ÷ 80 000,00 € », « somme de 42 termes ». */
export function texteOperation(e: Explication, t: Textes['explication'], formats: Formats): string {
  const { operation, termes, arrondi } = arbre.lireNoeud(e);
  const chiffres = termes.map(terme => texteValeur(terme, formats));
  const suite = arrondi === undefined ? '' : `, ${t.arrondi(arrondi)}`;
  switch (operation) {
    case 'CONSTANTE':
      return 'argument' in e ? t.argument : t.constante;
    case 'CELLULE':
      return '';
    case 'PRORATA':
      return `${chiffres[0]} × ${chiffres[1]} ÷ ${chiffres[2]}${suite}`;
    case 'MINIMUM':
      return `${t.minimum} ${chiffres.join(' ; ')}${suite}`;
    case 'MAXIMUM':
      return `${t.maximum} ${chiffres.join(' ; ')}${suite}`;
    case 'ARRONDI':
      return t.arrondi(('decimales' in e && e.decimales) || 2);
    default:
      if (termes.length === 0) return t.sommeVide;
      if (termes.length > LISIBLES) return t.somme(formats.entier(termes.length)) + suite;
      return (termes.length === 1 ? '' : chiffres.join(SIGNES[operation])) + suite;
  }
}

/** La valeur et l'opération d'un nœud, dans la langue du volet. */
export function useLecture() {
  const { t, formats } = useLangue();
  return {
    valeur: (e: Explication) => texteValeur(e, formats),
    detail: (e: Explication) => texteOperation(e, t.explication, formats),
  };
}
