/** Les gens de la société : quarante-cinq personnes, leurs métiers, leurs coûts, leurs temps partiels et départs. */
import { montant, quantite, taux, type Jour, type Montant } from '../../../comptabilite';
import { Collaborateurs, CoutsCollaborateurs } from '../../../cloture/tables-communes';
import { le } from './calendrier';
import type { Carnet } from './carnet';

/** Métier : son centre, son coût et son prix de vente d'un jour en 2026, en euros ; sans prix, il ne se vend pas. */
const METIERS = {
  'Directrice générale': ['DIR', 760, 0],
  'Contrôleuse de gestion': ['DIR', 460, 0],
  Comptable: ['DIR', 300, 0],
  Commercial: ['COM', 480, 0],
  'Responsable RH': ['DIR', 410, 0],
  'Chef de projet': ['PROJ', 520, 760],
  Architecte: ['DEV', 575, 860],
  'Ingénieur senior': ['DEV', 455, 690],
  Ingénieur: ['DEV', 375, 590],
  'Ingénieur junior': ['DEV', 305, 490],
  'Consultant données': ['DATA', 460, 720],
  'Analyste données': ['DATA', 350, 580],
  'Administrateur systèmes': ['INFRA', 370, 560],
  'Technicien support': ['INFRA', 275, 420],
  Ergonome: ['DEV', 390, 620],
  'Sous-traitant développement': ['DEV', 480, 680],
  'Sous-traitant données': ['DATA', 520, 740],
} as const satisfies Record<string, readonly [centre: string, cout: number, tjm: number]>;

type Metier = keyof typeof METIERS;

interface Fiche {
  readonly id: string;
  readonly nom: string;
  readonly metier: Metier;
  readonly entree: string;
  readonly quotite?: number;
  readonly sortie?: string;
}

const fiche = (
  id: string,
  nom: string,
  metier: Metier,
  entree: string,
  plus: Partial<Pick<Fiche, 'quotite' | 'sortie'>> = {},
): Fiche => ({ id, nom, metier, entree, ...plus });

/** Ceux que le cas de référence ne donne pas (il donne C001 à C003). */
const FICHES: readonly Fiche[] = [
  fiche('C004', 'Hélène Garnier', 'Directrice générale', '2012-03-01'),
  fiche('C005', 'Sandrine Roche', 'Contrôleuse de gestion', '2016-09-05'),
  fiche('C006', 'Mathilde Perrot', 'Comptable', '2019-02-04', { quotite: 0.8 }),
  fiche('C007', 'Karim Haddad', 'Commercial', '2017-06-12'),
  fiche('C008', 'Claire Vasseur', 'Commercial', '2022-01-10'),
  fiche('C009', 'Élodie Chauvin', 'Responsable RH', '2020-11-02', { quotite: 0.8 }),
  fiche('C010', 'Marc Delcourt', 'Chef de projet', '2014-01-06'),
  fiche('C011', 'Aurélie Fontaine', 'Chef de projet', '2017-03-13'),
  fiche('C012', 'Thomas Kerleo', 'Chef de projet', '2019-09-02'),
  fiche('C013', 'Sophie Marchand', 'Chef de projet', '2021-05-17', { quotite: 0.8 }),
  fiche('C014', 'Olivier Bertin', 'Architecte', '2013-10-01'),
  fiche('C015', 'Leïla Mansouri', 'Architecte', '2018-04-09'),
  fiche('C016', 'Guillaume Prigent', 'Ingénieur senior', '2016-02-01'),
  fiche('C017', 'Camille Roussel', 'Ingénieur senior', '2018-09-10'),
  fiche('C018', 'Yann Le Goff', 'Ingénieur senior', '2019-01-14'),
  fiche('C019', 'Inès Carvalho', 'Ingénieur senior', '2020-06-02'),
  fiche('C020', 'Damien Poulain', 'Ingénieur senior', '2015-11-16', { sortie: '2026-06-30' }),
  fiche('C021', 'Lucas Fabre', 'Ingénieur', '2021-09-06'),
  fiche('C022', 'Manon Leclerc', 'Ingénieur', '2022-03-07'),
  fiche('C023', 'Antoine Gauthier', 'Ingénieur', '2021-02-15'),
  fiche('C024', 'Sarah Cohen', 'Ingénieur', '2022-10-03'),
  fiche('C025', 'Hugo Martinez', 'Ingénieur', '2023-01-09'),
  fiche('C026', 'Pauline Etcheverry', 'Ingénieur', '2020-01-06', { quotite: 0.9 }),
  fiche('C027', 'Mehdi Bouzid', 'Ingénieur', '2023-04-03'),
  fiche('C028', 'Julie Nguyen', 'Ingénieur', '2022-06-13'),
  fiche('C029', 'Romain Tessier', 'Ingénieur junior', '2024-09-02'),
  fiche('C030', 'Chloé Baron', 'Ingénieur junior', '2024-09-02'),
  fiche('C031', 'Nolan Rivière', 'Ingénieur junior', '2025-09-01'),
  fiche('C032', 'Anaïs Dumont', 'Ingénieur junior', '2026-03-02'),
  fiche('C033', 'Vincent Maillard', 'Consultant données', '2018-02-05'),
  fiche('C034', 'Ophélie Strauss', 'Consultant données', '2020-09-14'),
  fiche('C035', 'Adrien Colas', 'Analyste données', '2023-09-04'),
  fiche('C036', 'Fatou Diallo', 'Analyste données', '2024-02-12'),
  fiche('C037', 'Stéphane Morvan', 'Administrateur systèmes', '2017-10-02'),
  fiche('C038', 'Laura Benedetti', 'Administrateur systèmes', '2021-11-15'),
  fiche('C039', 'Kévin Lambert', 'Technicien support', '2023-06-05'),
  fiche('C040', 'Émilie Jacquet', 'Ergonome', '2021-04-06', { quotite: 0.8 }),
  fiche('C041', 'Bruno Salles', 'Sous-traitant développement', '2025-10-01'),
  fiche('C042', 'Tatiana Petrova', 'Sous-traitant développement', '2026-02-02'),
  fiche('C043', 'Gaël Quéré', 'Sous-traitant développement', '2026-04-01', { sortie: '2026-10-30' }),
  fiche('C044', 'Nadir Amrani', 'Sous-traitant données', '2026-01-05'),
  fiche('C045', 'Estelle Vogel', 'Sous-traitant données', '2026-06-01'),
];

/** Une personne telle que l'activité la fait travailler. */
export interface Personne {
  readonly id: string;
  readonly entree: Jour;
  readonly sortie: Jour | undefined;
  readonly quotite: number;
  readonly externe: boolean;
  /** Se vend-elle ? Sinon son temps est interne. */
  readonly productive: boolean;
  readonly metier: string;
}

const euros = (n: number): Montant => montant(Math.round(n * 100));

/** Coût d'un jour : 3 % de moins avant 2026, puis les augmentations d'avril pour les salariés. */
function couts(f: Fiche): { depuis: string; cout: number; tjm: number }[] {
  const [, cout, tjm] = METIERS[f.metier];
  if (estExterne(f)) return [{ depuis: f.entree, cout, tjm }];
  const annees = [
    { depuis: '2025-01-01', cout: Math.round(cout * 0.97), tjm },
    { depuis: '2026-01-01', cout, tjm },
    { depuis: '2026-04-01', cout: Math.round(cout * 1.025), tjm },
  ];
  return annees.filter((_, i) => (annees[i + 1]?.depuis ?? '9999') > f.entree);
}

const estExterne = (f: Fiche) => f.metier.startsWith('Sous-traitant');

/** Écrit l'équipe et ses coûts ; rend tous ceux qui saisissent du temps, cas de référence compris. */
export function ecrireEquipe(carnet: Carnet): Personne[] {
  for (const f of FICHES) {
    const [centre, , tjm] = METIERS[f.metier];
    carnet.ajouter(Collaborateurs, {
      IdCollab: f.id,
      Nom: f.nom,
      DateEntree: le(f.entree),
      DateSortie: f.sortie === undefined ? undefined : le(f.sortie),
      Statut: estExterne(f) ? 'EXTERNE' : 'SALARIE',
      Productif: tjm > 0,
      Quotite: taux(f.quotite ?? 1),
      Centre: centre,
      Profil: f.metier,
      HeuresJour: quantite(7),
    });
    for (const { depuis, cout, tjm: prix } of couts(f)) {
      carnet.ajouter(CoutsCollaborateurs, {
        IdCollab: f.id,
        DateEffet: le(depuis),
        CoutJour: euros(cout),
        TJM: prix > 0 ? euros(prix) : undefined,
      });
    }
  }
  return carnet.lignes(Collaborateurs).map(c => ({
    id: c.IdCollab,
    entree: c.DateEntree,
    sortie: c.DateSortie,
    quotite: Number(c.Quotite ?? 1),
    externe: c.Statut === 'EXTERNE',
    productive: c.Productif,
    metier: c.Profil ?? '',
  }));
}
