/** Les règles qu'Akuiteo prête à deux métiers (domaine §5.10), prêtes à poser dans ReglesCA. */
import type { Valeurs } from '../../workbook/table';
import type { ReglesCA } from '../tables-communes';

type Regle = Valeurs<typeof ReglesCA>;

const FORFAIT: Regle = {
  CodeRegle: 'FORFAIT',
  Libelle: 'Forfait, à l’avancement des coûts',
  Type: 'AVANCEMENT_REEL',
};
const REGIE: Regle = {
  CodeRegle: 'REGIE_VENDUE',
  Libelle: 'Régie vendue, jours réalisés sur jours vendus',
  Type: 'AVANCEMENT_THEORIQUE',
};

export const METIERS = ['EDITEUR', 'INGENIERIE'] as const;
export type Metier = (typeof METIERS)[number];

export const PREREGLAGES: Readonly<Record<Metier, readonly Regle[]>> = {
  EDITEUR: [
    { CodeRegle: 'MAINTENANCE', Libelle: 'Maintenance, au prorata du temps', Type: 'PRORATA' },
    { CodeRegle: 'REFACTURATION', Libelle: 'Refacturation de frais, à l’achèvement', Type: 'ACHEVEMENT' },
    { CodeRegle: 'PRESTATION_BL', Libelle: 'Prestation sur BL, à l’achèvement', Type: 'ACHEVEMENT' },
    FORFAIT,
    REGIE,
  ],
  INGENIERIE: [
    FORFAIT,
    REGIE,
    { CodeRegle: 'PONCTUELLE', Libelle: 'Prestation ponctuelle, à l’achèvement', Type: 'ACHEVEMENT' },
  ],
};
