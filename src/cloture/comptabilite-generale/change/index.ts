import { somme, texteMontant, type Jour } from '../../../comptabilite';
import type { TableProduite } from '../../contexte';
import type { Partie } from '../partie';
import { etablirChange, type ChangeEtabli } from './etablir';
import { expliquerChange } from './explications';
import { PRESENTATION_CHANGE } from './presentation';
import { PositionsChange, ProvisionsChange } from './tables';

/** Le change de l'arrêté (domaine §9.7) : postes en devise au cours de clôture, provision, trésorerie. */
export const change: Partie = {
  ...PRESENTATION_CHANGE,
  *calculer(contexte) {
    yield;
    const etabli = etablirChange(contexte);
    yield;
    return {
      anomalies: [...etabli.anomalies],
      ecritures: [...etabli.ecritures],
      produites: produire(etabli, contexte.arrete),
      resume: resumer(etabli),
    };
  },
  expliquer: expliquerChange,
};

function produire({ postes, provisions }: ChangeEtabli, arrete: Jour): TableProduite[] {
  const deLArrete = (l: Readonly<Record<string, unknown>>) => l['Arrete'] === arrete;
  return [
    {
      table: PositionsChange,
      lignes: postes.map(({ poste, cours, valeurCloture, ecart, couvert, aProvisionner }) => ({
        Arrete: arrete,
        Poste: poste.cle,
        Nature: poste.nature,
        Compte: poste.compte,
        Tiers: poste.tiers === '' ? undefined : poste.tiers,
        Piece: poste.piece === '' ? undefined : poste.piece,
        DateEcheance: poste.echeance,
        Devise: poste.devise,
        MontantDevise: poste.residuel,
        ValeurComptable: poste.valeur,
        CoursCloture: cours.Taux,
        ValeurCloture: valeurCloture,
        Ecart: ecart,
        Couvert: couvert === 0 ? undefined : couvert,
        EcartAProvisionner: poste.nature === 'TRESORERIE' ? undefined : aProvisionner,
      })),
      cle: l => [l['Arrete'], l['Poste']].join('|'),
      portee: deLArrete,
    },
    {
      table: ProvisionsChange,
      lignes: provisions.map(p => ({
        Arrete: arrete,
        Devise: p.devise,
        Nature: p.nature,
        Pertes: p.pertes,
        Gains: p.gains,
        Requis: p.requis,
      })),
      cle: l => [l['Arrete'], l['Devise'], l['Nature']].join('|'),
      portee: deLArrete,
    },
  ];
}

function resumer({ postes, provisions }: ChangeEtabli): string {
  if (postes.length === 0) return '';
  const requis = somme(provisions.map(p => p.requis));
  return `change : ${postes.length} poste${postes.length > 1 ? 's' : ''} en devise, provision ${texteMontant(requis)}`;
}
