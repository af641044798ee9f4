/** Ce que le change dit, dans les deux langues. */
import { signaler, texteJour, texteMontant, versIso, type Anomalie, type Jour } from '../../../comptabilite';
import { TauxChange } from '../../tables-communes';
import type { EcartRealise, LigneDevise } from './calcul/types';

export const coursManquant = (devise: string, arrete: Jour, nombre: number): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-CHG-01',
    {
      fr: `Aucun cours de clôture de ${devise} pour le mois du ${texteJour(arrete)} : ${nombre} poste${nombre > 1 ? 's' : ''} en ${devise} ne se convertit pas.`,
      en: `No closing rate of ${devise} for the month of ${versIso(arrete)}: ${nombre} ${devise} item${nombre > 1 ? 's' : ''} cannot be converted.`,
    },
    {
      fr: `Ajoutez à TauxChange le cours ${devise} du ${texteJour(arrete)}, type CLOTURE : 1 EUR = tant de ${devise}.`,
      en: `Add to TauxChange the ${devise} rate of ${versIso(arrete)}, type CLOTURE: 1 EUR = so many ${devise}.`,
    },
    { table: TauxChange.nom, colonne: 'Taux', cle: devise },
  );

const lieuDe = (l: LigneDevise, colonne: string) => ({
  table: l.table,
  ligne: l.ligne,
  colonne,
  cle: l.piece,
});

export const sansMontant = (l: LigneDevise): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-CHG-02',
    {
      fr: `La pièce ${l.piece} (${l.compte}) est en ${l.devise} sans montant en devise.`,
      en: `Document ${l.piece} (${l.compte}) is in ${l.devise} with no currency amount.`,
    },
    { fr: 'Portez le montant en devise de la ligne.', en: 'Enter the currency amount of the row.' },
    lieuDe(l, 'MontantDevise'),
  );

export const deuxDevises = (l: LigneDevise): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-CHG-03',
    {
      fr: `Le poste de la pièce ${l.piece} (${l.compte}) réunit deux devises.`,
      en: `The item of document ${l.piece} (${l.compte}) mixes two currencies.`,
    },
    {
      fr: 'Séparez les comptes de trésorerie par devise, ou défaites le lettrage.',
      en: 'Use one cash account per currency, or undo the matching.',
    },
    lieuDe(l, 'Devise'),
  );

export const ecartRealise = (e: EcartRealise, perte: string, gain: string): Anomalie => {
  const compte = e.montant > 0 ? perte : gain;
  const quoi = e.montant > 0 ? 'une perte réalisée' : 'un gain réalisé';
  const what = e.montant > 0 ? 'a realised loss' : 'a realised gain';
  const m = Math.abs(e.montant) as EcartRealise['montant'];
  return signaler(
    'ALERTE',
    'C-CHG-04',
    {
      fr: `La pièce ${e.piece} (${e.compte}, ${e.tiers}) réglée en ${e.devise} garde ${quoi} de ${texteMontant(m)}, qui n'est pas passée au ${compte}.`,
      en: `Document ${e.piece} (${e.compte}, ${e.tiers}) settled in ${e.devise} keeps ${what} of ${texteMontant(m, 'en')}, not booked to ${compte}.`,
    },
    {
      fr: `Saisissez l'écriture, avec la pièce ${e.piece} et la devise ${e.devise} sur la ligne du tiers, montant en devise nul.`,
      en: `Enter it, with document ${e.piece} and currency ${e.devise} on the third-party row, currency amount nil.`,
    },
    { cle: e.piece },
  );
};
