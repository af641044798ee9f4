/** Les sous-traitants : une commande par affaire, une réception en fin de mois, une facture le mois suivant. */
import {
  ajouterMois,
  debutDeMois,
  finDeMois,
  fraction,
  montant,
  quantite,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import * as t from '../../../cloture/tables-communes';
import type { AchatAffaire, Reception } from './achats';
import type { Effort } from './activite';
import { joursOuvres, le, ouvreSuivant } from './calendrier';
import type { Carnet } from './carnet';

/** Le fournisseur de chaque externe. */
const FOURNISSEURS: Readonly<Record<string, string>> = {
  C041: 'FO002',
  C042: 'FO003',
  C043: 'FO004',
  C044: 'FO005',
  C045: 'FO006',
};
/** Une mission commencée sans commande : ses jours à venir n'ont pas encore de prix. */
const SANS_COMMANDE = '26A220';
const DERNIER_RECU = le('2026-11-30');

/** Les achats de sous-traitance que les efforts des externes entraînent. */
export function sousTraitances(carnet: Carnet, efforts: readonly Effort[]): AchatAffaire[] {
  const couples = new Map<string, Effort[]>();
  for (const effort of efforts) {
    if (FOURNISSEURS[effort.collab] === undefined) continue;
    const cle = `${effort.affaire}|${effort.collab}`;
    couples.set(cle, [...(couples.get(cle) ?? []), effort]);
  }
  return [...couples.values()].map(liste => sousTraitance(carnet, liste));
}

function sousTraitance(carnet: Carnet, efforts: readonly Effort[]): AchatAffaire {
  const { collab = '', affaire = '', jour: debut = DERNIER_RECU } = efforts[0] ?? {};
  const prix = carnet.lignes(t.CoutsCollaborateurs).find(c => c.IdCollab === collab)?.CoutJour ?? montant(0);
  const finie = efforts.every(e => e.jour <= DERNIER_RECU);
  const jours = efforts.reduce((total, e) => total + e.quarts, 0) / 4;
  return {
    affaire,
    fournisseur: FOURNISSEURS[collab] ?? '',
    nature: 'SOUS_TRAITANCE',
    compte: '604000',
    ...(affaire === SANS_COMMANDE ? {} : { commandeLe: ouvreSuivant((debut - 14) as Jour) }),
    // On commande par cinq jours ; une mission finie a été soldée à ses jours.
    quantite: finie ? jours : Math.ceil(jours / 5) * 5,
    prix,
    receptions: receptions(efforts, prix),
  };
}

function receptions(efforts: readonly Effort[], prix: Montant): Reception[] {
  const parMois = new Map<Jour, number>();
  for (const { jour, quarts } of efforts) {
    const mois = debutDeMois(jour);
    if (jour <= DERNIER_RECU) parMois.set(mois, (parMois.get(mois) ?? 0) + quarts);
  }
  return [...parMois].map(([mois, quarts]) => ({
    date: joursOuvres(mois, finDeMois(mois)).at(-1) ?? mois,
    quantite: quantite(quarts / 4),
    ht: fraction(prix, quarts, 4),
    factureLe: ouvreSuivant((ajouterMois(mois, 1) + 5) as Jour),
  }));
}
