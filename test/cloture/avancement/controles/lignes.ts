import { j } from '../base';
import { Atelier } from '../atelier';
import { saine, type Cas } from './outils';

/** Une maintenance vendue 12 000, à la méthode dite. */
const vendue = (options: Parameters<Atelier['regle']>[0]) =>
  new Atelier()
    .affaire('A', { RegleCA: 'ACH' })
    .commande(12_000, { CodeProduit: 'LICENCE' })
    .regle(options, 'ACH');
const achevement = () => vendue({});
const prorata = () => vendue({ Type: 'PRORATA' });
const surLivraisons = () => vendue({ LivraisonsExclusivement: true });
const du = (premier: string, dernier: string) => ({ PeriodeDu: j(premier), PeriodeAu: j(dernier) });

/** Achèvement et prorata : ce que disent les périodes et les livraisons des lignes. */
export const LIGNES: readonly Cas[] = [
  {
    code: 'C-REV-20',
    quand: 'au prorata, une facture du mois sans période',
    gravite: 'INFO',
    lieu: ['FacturesClients', 5, 'PeriodeAu'],
    fautif: () => prorata().facture(12_000, '2026-11-10'),
    sain: () => prorata().facture(12_000, '2026-11-10', du('2026-11-01', '2027-10-31')),
  },
  {
    code: 'C-REV-21',
    quand: 'à l’achèvement, une facture du mois sans livraison ni période',
    gravite: 'INFO',
    lieu: ['FacturesClients', 5, 'PeriodeAu'],
    fautif: () => achevement().facture(12_000, '2026-11-10'),
    sain: () =>
      achevement().facture(12_000, '2026-11-10').livraison(12_000, '2026-11-05', { IdFacture: 'F1' }),
  },
  {
    code: 'C-REV-21',
    quand: 'à l’achèvement, une période entamée comptée entière',
    gravite: 'INFO',
    lieu: ['FacturesClients', 5, 'PeriodeAu'],
    fautif: () => achevement().facture(12_000, '2026-11-10', du('2026-11-01', '2026-12-31')),
    sain: () => achevement().facture(12_000, '2026-11-10', du('2026-11-01', '2026-11-30')),
  },
  {
    code: 'C-REV-22',
    quand: 'plus livré que vendu',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => surLivraisons().livraison(12_001, '2026-11-05'),
    sain: () => surLivraisons().livraison(12_000, '2026-11-05'),
  },
  {
    code: 'C-REV-23',
    quand: 'un % forcé que l’achèvement ne lit pas',
    gravite: 'ALERTE',
    lieu: ['CaAvancement', 5, 'TauxForce'],
    fautif: () => achevement().force(0.5, 'recette'),
    sain: () => saine().force(0.5, 'recette'),
  },
  {
    code: 'C-REV-24',
    quand: 'deux factures d’une ligne pour des jours communs',
    gravite: 'INFO',
    lieu: ['FacturesClients', 6, 'PeriodeAu'],
    fautif: () =>
      prorata()
        .facture(6_000, '2026-11-10', du('2026-11-01', '2027-04-30'))
        .facture(6_000, '2026-11-11', du('2027-04-30', '2027-10-31')),
    sain: () =>
      prorata()
        .facture(6_000, '2026-11-10', du('2026-11-01', '2027-04-30'))
        .facture(6_000, '2026-11-11', du('2027-05-01', '2027-10-31')),
  },
  {
    code: 'C-CUT-03',
    quand: 'une période qui finit avant de commencer',
    gravite: 'BLOQUANT',
    lieu: ['FacturesClients', 5, 'PeriodeAu'],
    fautif: () => prorata().facture(12_000, '2026-11-10', du('2027-10-31', '2026-11-01')),
    sain: () => prorata().facture(12_000, '2026-11-10', du('2026-11-01', '2026-11-01')),
  },
];
