import { lireArrete } from '../../src/ui/ChampArrete';
import { formatsDe } from '../../src/ui/format';
import { preferencesDe } from '../../src/ui/preferences';
import { routeDe } from '../../src/taskpane/router';

describe('le champ de l’arrêté', () => {
  test('comprend une fin de mois, jour d’abord ou en ISO', () => {
    expect(lireArrete('30/11/2026')).toEqual({ iso: '2026-11-30' });
    expect(lireArrete(' 2026-02-28 ')).toEqual({ iso: '2026-02-28' });
    expect(lireArrete('29/02/2028')).toEqual({ iso: '2028-02-29' });
  });

  test('refuse une date qui n’existe pas, une année à deux chiffres, un jour qui n’est pas le dernier du mois', () => {
    for (const texte of ['31/11/2026', '30/11/26', 'novembre', '']) {
      expect(lireArrete(texte)).toEqual({ faute: 'illisible' });
    }
    expect(lireArrete('29/11/2026')).toEqual({ faute: 'pasFinDeMois' });
    expect(lireArrete('28/02/2028')).toEqual({ faute: 'pasFinDeMois' });
  });
});

describe('les nombres affichés', () => {
  test('en français : espace insécable, virgule, tiret pour zéro', () => {
    const { montant, total, pourcentage } = formatsDe('fr');
    expect(montant(1234567.89)).toBe('1\u00a0234\u00a0567,89');
    expect(montant(-45000)).toBe('-45\u00a0000,00');
    expect(montant(0)).toBe('–');
    expect(total(-0)).toBe('0,00');
    expect(pourcentage(0.45)).toBe('45,00\u00a0%');
  });

  test('en anglais : virgule de milliers, point décimal', () => {
    const { montant, mois, jour } = formatsDe('en');
    expect(montant(1234.5)).toBe('1,234.50');
    expect(mois('2026-11-30')).toBe('November 2026');
    expect(jour('2026-11-30')).toBe('30/11/2026');
  });
});

test('une préférence inconnue reprend sa valeur d’origine', () => {
  expect(preferencesDe({ langue: 'en', apparence: 'rose' })).toEqual({
    langue: 'en',
    apparence: 'auto',
    signature: '',
  });
  expect(preferencesDe('abîmée')).toEqual({ langue: 'auto', apparence: 'auto', signature: '' });
  expect(preferencesDe(null)).toEqual({ langue: 'auto', apparence: 'auto', signature: '' });
  expect(preferencesDe({ signature: 'S. Roche' }).signature).toBe('S. Roche');
  expect(preferencesDe({ signature: 12 }).signature).toBe('');
});

test('les adresses du volet', () => {
  expect(routeDe('')).toEqual({ page: 'accueil' });
  expect(routeDe('#/travail/avancement')).toEqual({ page: 'travail', capacite: 'avancement' });
  expect(routeDe('#/diagnostic')).toEqual({ page: 'diagnostic' });
  expect(routeDe('#/autre')).toEqual({ page: 'inconnue' });
});
