/** Clients et fournisseurs de la société, leurs conditions et leurs habitudes de paiement. */
import { ajouterJours, compte, finDeMois, montant, type Jour } from '../../../comptabilite';
import { Tiers } from '../../../cloture/tables-communes';
import type { Carnet } from './carnet';

type Client = readonly [
  id: string,
  nom: string,
  condition: string,
  /** Jours de retard ordinaires au paiement. */
  retard: number,
];

const CLIENTS: readonly Client[] = [
  ['CL002', "Banque de l'Estuaire", '45 J FDM', 2],
  ['CL003', 'Groupe Brévin Industries', '45 J FDM', 6],
  ['CL004', 'Distribution Océane', '30 J FDM', 0],
  ['CL005', 'Métropole Erdre et Loire', '30 J', 21],
  ['CL006', 'Clinique Saint-Aubin', '45 J FDM', 35],
  ['CL007', "Coopérative du Val d'Erdre", '30 J FDM', 4],
  ['CL008', 'Transports Kerivel', '30 J FDM', 12],
  ['CL009', 'Chambre des notaires du Ponant', '30 J', 0],
  ['CL010', 'Menuiseries Lannic', '30 J FDM', 18],
  ['CL011', 'Office de tourisme des Abers', '30 J', 9],
  ['CL012', 'Covoit Ouest', '30 J', 0],
  ['CL013', 'Brasserie Van Daele SA', '30 J FDM', 3],
  ['CL014', 'Assurances du Littoral', '45 J FDM', 1],
  ['CL015', 'Fonderies de Basse-Loire', '45 J FDM', 8],
  ['CL016', 'Laboratoires Coralis', '30 J FDM', 2],
  ['CL017', 'Mairie de Pornelec', '30 J', 27],
  ['CL018', 'Atelier Numérique Sablais', '30 J FDM', 60],
];

type Fournisseur = readonly [id: string, nom: string, condition: string];

const FOURNISSEURS: readonly Fournisseur[] = [
  ['FO002', 'BS Développement', '30 J'],
  ['FO003', 'Petrova Conseil', '30 J'],
  ['FO004', 'Quéré Numérique', '30 J'],
  ['FO005', 'Amrani Data', '30 J'],
  ['FO006', 'Vogel Analytics', '30 J'],
  ['FO010', 'SCI Quai de la Fosse', '30 J'],
  ['FO011', 'Énergies de Loire', '30 J'],
  ['FO012', 'Télécom Atlantique', '30 J'],
  ['FO013', 'Mutuelle des Entrepreneurs', '30 J'],
  ['FO014', 'Cabinet Lemaire et associés', '30 J FDM'],
  ['FO015', 'Nuage Souverain SAS', '30 J'],
  ['FO016', 'Bureau Pro Nantes', '30 J FDM'],
  ['FO017', 'Propreté Services 44', '30 J FDM'],
  ['FO018', 'Flotte et Location', '30 J'],
  ['FO019', 'Infotech Distribution', '30 J FDM'],
  ['FO020', 'Agence Grand Large Voyages', '30 J'],
  ['FO021', 'Institut de formation du Web', '30 J FDM'],
];

export const RETARDS: ReadonlyMap<string, number> = new Map(CLIENTS.map(([id, , , retard]) => [id, retard]));

/** Écrit les tiers ; celui dont une facture est contestée est en litige, celui qui ne paie plus est bloqué. */
export function ecrireTiers(carnet: Carnet): void {
  CLIENTS.forEach(([id, nom, condition], rang) =>
    carnet.ajouter(Tiers, {
      IdTiers: id,
      Nom: nom,
      Type: 'CLIENT',
      CompteCollectif: compte('411000'),
      CompteFAE_FAR: compte('4181'),
      Siren: siren(410_118_000 + rang * 13_577),
      ConditionReglement: condition,
      ModeReglement: 'VIR',
      Plafond: montant((rang % 3) * 100_000_00 + 150_000_00),
      Bloque: id === 'CL018',
      Litige: id === 'CL006' || id === 'CL018',
    }),
  );
  FOURNISSEURS.forEach(([id, nom, condition], rang) =>
    carnet.ajouter(Tiers, {
      IdTiers: id,
      Nom: nom,
      Type: 'FOURNISSEUR',
      CompteCollectif: compte('401000'),
      CompteFAE_FAR: compte('4081'),
      ...(id === 'FO019' ? { CompteImmo: compte('404') } : {}),
      Siren: siren(520_440_000 + rang * 9_241),
      ConditionReglement: condition,
      ModeReglement: id === 'FO011' || id === 'FO012' ? 'PRLV' : 'VIR',
      Bloque: false,
      Litige: false,
    }),
  );
}

/** Un SIREN fictif : neuf chiffres dont la clé (Luhn) est fausse, pour ne désigner personne. */
function siren(base: number): string {
  const chiffres = [...String(base)].map(Number);
  const somme = chiffres.reduce((total, chiffre, i) => {
    const double = i % 2 === 1 ? chiffre * 2 : chiffre;
    return total + (double > 9 ? double - 9 : double);
  }, 0);
  return String(somme % 10 === 0 ? base + 1 : base);
}

/** Échéance d'une condition « n J » ou « n J FDM » : n jours, puis la fin du mois si elle le dit. */
export function echeanceDe(facture: Jour, condition = '30 J'): Jour {
  const terme = ajouterJours(facture, Number(/^\d+/.exec(condition)?.[0] ?? 30));
  return condition.endsWith('FDM') ? finDeMois(terme) : terme;
}
