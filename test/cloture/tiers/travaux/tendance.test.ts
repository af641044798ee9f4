/** La tendance et les délais d'un dossier, comptés à la main (mission 293, 309, 315). */
import { clore, DOSSIER, ligne, PARAMETRES, rangees, type Classeur } from './atelier';

const ARRETE = '2026-11-30';

/** Une facture de 1 200 TTC du 10 du mois, en une écriture de trois lignes ; `paye`, réglée et lettrée ce jour-là. */
function mois(tiers: string, numero: number, paye?: string) {
  const date = `2026-${String(numero).padStart(2, '0')}-10`;
  const achat = tiers.startsWith('F');
  const signe = achat ? -1 : 1;
  const lettre = paye === undefined ? {} : { Lettrage: `L${numero}`, DateLettrage: paye };
  const commun = { Journal: achat ? 'AC' : 'VT', EcritureNum: `${tiers}-${numero}` };
  const contre = (Ligne: number, Compte: string, montant: number) =>
    ligne(tiers, `P${numero}`, date, montant, { ...commun, Ligne, Compte, Tiers: '' });
  return [
    ligne(tiers, `P${numero}`, date, signe * 1_200, { ...commun, ...lettre }),
    contre(2, achat ? '606' : '706', -signe * 1_000),
    contre(3, achat ? '44566' : '44571', -signe * 200),
    ...(paye === undefined ? [] : [ligne(tiers, `R${numero}`, paye, -signe * 1_200, lettre)]),
  ];
}

const cloture = (classeur: Classeur, reglages: Readonly<Record<string, string>> = {}) =>
  clore({ ...DOSSIER, ...classeur, Parametres: PARAMETRES(reglages) }, ARRETE);

/** De juin à août, payé en fin de mois ; plus rien depuis septembre. */
const VENTES = {
  Ecritures: [
    ...mois('C1', 6, '2026-06-30'),
    ...mois('C1', 7, '2026-07-31'),
    ...mois('C1', 8, '2026-08-31'),
    ...[9, 10, 11].flatMap(m => mois('C1', m)),
  ],
};

test('DSO de chaque fin de mois avec les lettrages d’alors, et l’alerte au-delà du seuil', () => {
  const tendance = (seuil: string) => rangees(cloture(VENTES, { DSOAlerteJours: seuil }), 'TendanceTiers');
  // Créances 0, 1 200, 2 400, 3 600 ; trois mois de 1 200 sur 92, 92, 92 et 91 jours.
  expect(tendance('10').slice(-4)).toMatchObject([
    { Creances: 0, Dso: 0, Alerte: '' },
    { Creances: 1_200, Dso: 30.6667 },
    { Creances: 2_400, Dso: 61.3333 },
    { Creances: 3_600, Dso: 91, Alerte: 'DSO en hausse de 91,0 jours en trois mois' },
  ]);
  expect(tendance('91').map(l => l['Alerte'])).toEqual(Array<string>(6).fill(''));
});

test('DPO : deux achats dus sur trois mois d’achats, 91 jours : 60,67', () => {
  const achats = { Ecritures: [...mois('F1', 9, '2026-09-30'), ...mois('F1', 10), ...mois('F1', 11)] };
  const dpo = rangees(cloture(achats), 'IndicateursTiers').find(l => l['Code'] === 'DPO');
  expect(dpo).toMatchObject({ Valeur: 60.6667, Numerateur: 2_400, Denominateur: 3_600, Jours: 91 });
});
