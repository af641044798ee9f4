/** De quoi écrire quelques pièces en une ligne, et y passer le radar. */
import { compte, depuisEuros, depuisTexte, type Jour } from '../../../../src/comptabilite';
import {
  balayer,
  type Constat,
  type DonneesRadar,
  type OptionsRadar,
} from '../../../../src/cloture/regularisations/radar';

export const le = (texte: string): Jour => {
  const lu = depuisTexte(texte);
  if (lu === undefined) throw new Error(texte);
  return lu;
};
export const NOVEMBRE = le('30/11/2026');

type Ligne<C extends keyof DonneesRadar> = DonneesRadar[C][number];
type Partielle<C extends keyof DonneesRadar> = Partial<Omit<Ligne<C>, 'MontantHT'>> & {
  readonly euros: number;
};

export const OPTIONS: OptionsRadar = {
  arrete: NOVEMBRE,
  mode: 'JOURS',
  delaiFacturation: 30,
  moisRecurrence: 4,
  joursDouble: 10,
  periodeMaxMois: 36,
  exclureNonValidees: true,
  fnpPerpetuel: false,
  propose: () => undefined,
  venteRattachee: () => true,
  compteVente: () => compte('706'),
};

let rang = 1;
const ligne = () => ({ ligne: ++rang });

export const reception = ({ euros, ...l }: Partielle<'receptions'>): Ligne<'receptions'> => ({
  ...ligne(),
  IdReception: 'BR1',
  Ligne: '1',
  DateReception: NOVEMBRE,
  IdFournisseur: 'FO1',
  Compte: compte('604000'),
  MontantHT: depuisEuros(euros),
  ...l,
});

export const achat = ({ euros, ...l }: Partielle<'facturesFournisseurs'>): Ligne<'facturesFournisseurs'> => ({
  ...ligne(),
  IdFactF: 'FF1',
  Ligne: '1',
  Reference: `R${rang}`,
  DateFacture: NOVEMBRE,
  IdFournisseur: 'FO1',
  Compte: compte('611000'),
  MontantHT: depuisEuros(euros),
  MontantTTC: depuisEuros(euros * 1.2),
  Validee: true,
  ...l,
});

export const vente = ({ euros, ...l }: Partielle<'facturesClients'>): Ligne<'facturesClients'> => ({
  ...ligne(),
  IdFacture: 'FC1',
  Ligne: '1',
  TypePiece: 'FACTURE',
  DateFacture: NOVEMBRE,
  IdClient: 'CL1',
  MontantHT: depuisEuros(euros),
  MontantTTC: depuisEuros(euros * 1.2),
  Validee: true,
  ...l,
});

export const livraison = ({ euros, ...l }: Partielle<'livraisons'>): Ligne<'livraisons'> => ({
  ...ligne(),
  IdBL: 'BL1',
  Ligne: '1',
  IdAffaire: 'A1',
  DateLivraison: NOVEMBRE,
  MontantHT: depuisEuros(euros),
  ...l,
});

/** Une ligne d'écriture ; positive au débit. */
export function ecriture(
  libelle: string,
  date: string,
  numero: string,
  euros: number,
  plus: Partial<Ligne<'ecritures'>> = {},
): Ligne<'ecritures'> {
  const m = depuisEuros(Math.abs(euros));
  const zero = depuisEuros(0);
  return {
    ...ligne(),
    Exercice: '2026',
    Journal: 'AC',
    EcritureNum: `AC${rang}`,
    Ligne: 1,
    DateEcriture: le(date),
    Compte: compte(numero),
    Piece: `P${rang}`,
    DatePiece: le(date),
    Libelle: libelle,
    Debit: euros > 0 ? m : zero,
    Credit: euros < 0 ? m : zero,
    ...plus,
  };
}

/** Le radar sur ces pièces. */
export function radar(
  donnees: Partial<DonneesRadar>,
  options: Partial<OptionsRadar> = {},
): readonly Constat[] {
  return balayer(
    {
      livraisons: [],
      facturesClients: [],
      receptions: [],
      commandesAchat: [],
      facturesFournisseurs: [],
      ecritures: [],
      ...donnees,
    },
    { ...OPTIONS, ...options },
  );
}

/** L'essentiel d'un constat : code, pièce, euros en jeu, module et euros proposés. */
export const resume = (constats: readonly Constat[]) =>
  constats.map(({ code, cle, risque, proposition: p }) =>
    [code, cle, risque / 100, ...(p ? [p.module, p.montant / 100] : [])].join(' '),
  );
