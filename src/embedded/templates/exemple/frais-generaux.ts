/** Les achats de la société elle-même : loyer, assurance, énergie, hébergement, honoraires, et ses immobilisations. */
import { ajouterJours, ajouterMois, compte, depuisEuros, fraction, plus, type Jour, type Montant } from '../../../comptabilite';
import { FacturesFournisseurs, Tiers } from '../../../cloture/tables-communes';
import { le, ouvreSuivant } from './calendrier';
import type { Carnet } from './carnet';
import { numeroDe } from './numeros';
import { echeanceDe } from './tiers';

interface FraisGeneral {
  readonly date: Jour;
  readonly fournisseur: string;
  readonly compte: string;
  readonly ht: Montant;
  readonly code: 'N20' | 'EXO';
  readonly du?: Jour;
  readonly au?: Jour;
  readonly affaire?: string;
  /** Numéro du bien que la facture paie. */
  readonly bien?: string;
  readonly validee?: boolean;
}

/** Un abonnement : fournisseur, compte, jour du mois, montant de base, et ce qui le fait varier. */
const MENSUELS = [
  ['FO011', '606100', 18, 640, 170],
  ['FO012', '626000', 5, 385, 0],
  ['FO015', '611000', 2, 1_480, 220],
  ['FO017', '615500', 27, 720, 0],
  ['FO018', '613500', 8, 910, 0],
  ['FO020', '625100', 24, 460, 540],
] as const;

const mois = (rang: number, jour: number): Jour => le(`2026-${String(rang).padStart(2, '0')}-${String(jour).padStart(2, '0')}`);

function abonnements(): FraisGeneral[] {
  return MENSUELS.flatMap(([fournisseur, numero, jour, base, ecart]) =>
    Array.from({ length: 11 }, (_, rang): FraisGeneral => ({
      date: ouvreSuivant(mois(rang + 1, jour)),
      fournisseur,
      compte: numero,
      ht: depuisEuros(base + (ecart === 0 ? 0 : (rang * 97) % ecart)),
      code: 'N20',
    })),
  );
}

const trimestre = (rang: number): FraisGeneral[] => {
  const du = mois(rang * 3 + 1, 1);
  const au = ajouterJours(ajouterMois(du, 3), -1);
  return [
    { date: ouvreSuivant(du), fournisseur: 'FO010', compte: '613200', ht: depuisEuros(17_250), code: 'N20', du, au },
    {
      date: ouvreSuivant(mois(rang * 3 + 2, 20)), fournisseur: 'FO014', compte: '622600',
      ht: depuisEuros(2_900), code: 'N20',
    },
  ];
};

/** Ce qui n'arrive qu'une fois : l'assurance du cas de référence, un logiciel sur un an, les biens achetés. */
const PONCTUELS: readonly FraisGeneral[] = [
  {
    date: le('2026-07-01'), fournisseur: 'FO013', compte: '616000', ht: depuisEuros(3_600), code: 'EXO',
    du: le('2026-07-01'), au: le('2027-06-30'),
  },
  {
    date: le('2026-05-20'), fournisseur: 'FO015', compte: '611000', ht: depuisEuros(12_000), code: 'N20',
    du: le('2026-05-20'), au: le('2027-05-19'), affaire: '26A190',
  },
  { date: le('2026-03-11'), fournisseur: 'FO016', compte: '606400', ht: depuisEuros(284.6), code: 'N20' },
  { date: le('2026-09-09'), fournisseur: 'FO016', compte: '606400', ht: depuisEuros(317.25), code: 'N20' },
  { date: le('2026-10-13'), fournisseur: 'FO021', compte: '631300', ht: depuisEuros(4_200), code: 'EXO' },
  // Un billet de train que le chef de projet n'a pas encore validé.
  {
    date: le('2026-11-24'), fournisseur: 'FO020', compte: '625100', ht: depuisEuros(238.4), code: 'N20',
    affaire: '26A120', validee: false,
  },
  {
    date: le('2026-01-26'), fournisseur: 'FO016', compte: '2184', ht: depuisEuros(4_900), code: 'N20',
    bien: 'MOB-0002',
  },
  {
    date: le('2026-03-16'), fournisseur: 'FO019', compte: '205000', ht: depuisEuros(9_600), code: 'N20',
    bien: 'LOG-0002',
  },
  {
    date: le('2026-05-12'), fournisseur: 'FO019', compte: '2183', ht: depuisEuros(12_000), code: 'N20',
    bien: 'INF-0001',
  },
  {
    date: le('2026-09-21'), fournisseur: 'FO019', compte: '2183', ht: depuisEuros(10_800), code: 'N20',
    bien: 'PC-0003',
  },
];

/** Écrit les frais généraux et rend le numéro de la facture de chaque bien. */
export function ecrireFraisGeneraux(carnet: Carnet): ReadonlyMap<string, string> {
  const frais = [...abonnements(), ...[0, 1, 2, 3].flatMap(trimestre), ...PONCTUELS].sort((a, b) => a.date - b.date);
  const biens = new Map<string, string>();
  frais.forEach((f, rang) => {
    const numero = numeroDe('FG', 2026, rang + 1, 3);
    const tva = fraction(f.ht, f.code === 'N20' ? 20 : 0, 100);
    if (f.bien !== undefined) biens.set(f.bien, numero);
    carnet.ajouter(FacturesFournisseurs, {
      IdFactF: numero,
      Ligne: '1',
      Reference: `${f.fournisseur}-${1_200 + rang * 3}`,
      DateFacture: f.date,
      DateEcheance: echeanceDe(f.date, carnet.lignes(Tiers).find(x => x.IdTiers === f.fournisseur)?.ConditionReglement),
      IdFournisseur: f.fournisseur,
      IdAffaire: f.affaire,
      Compte: compte(f.compte),
      CodeTVA: f.code,
      MontantHT: f.ht,
      MontantTVA: tva,
      MontantTTC: plus(f.ht, tva),
      PeriodeDu: f.du,
      PeriodeAu: f.au,
      Validee: f.validee ?? true,
      Immobilisee: f.bien !== undefined,
    });
  });
  return biens;
}
