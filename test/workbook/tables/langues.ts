import type { Anomalie } from '../../../src/comptabilite';

const NOMS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);
const MOIS = new RegExp(`(${NOMS.join('|')}) (\\d{4})`, 'g');

/** Les nombres d'une phrase, sans leur écriture : milliers, décimales et dates se disent autrement en anglais. */
const chiffres = (phrase: string) =>
  phrase
    .replace(
      MOIS,
      (_, mois: string, annee: string) => `${annee}-${String(NOMS.indexOf(mois) + 1).padStart(2, '0')}`,
    )
    .replace(/(\d{2})\/(\d{2})\/(\d{4})/g, '$3-$2-$1')
    .replace(/(?<=\d)[\s\u00a0,.](?=\d)/g, '')
    .match(/\d+/g)
    ?.sort() ?? [];

/** Chaque anomalie a son anglais : une phrase sans mot accentué ni guillemet français, aux mêmes chiffres. */
export function enDeuxLangues(anomalies: readonly Anomalie[]): void {
  for (const { code, message, remede, en } of anomalies) {
    expect({ code, message, en: en?.message ?? '' }).toMatchObject({
      en: expect.stringMatching(/\w/) as string,
    });
    expect(en?.remede.trim()).not.toBe('');
    expect(remede.trim()).not.toBe('');
    // Entre guillemets : ce que dit le classeur, en français.
    const dit = `${en?.message} ${en?.remede}`.replace(/"[^"]*"/g, '');
    expect(dit).not.toMatch(/[éèêàùç«»]| ligne | pas /);
    expect(chiffres(en?.message ?? '')).toEqual(chiffres(message));
  }
}
