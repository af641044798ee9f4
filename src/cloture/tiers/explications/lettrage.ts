/** Pourquoi cet écart de règlement : ce que font ensemble les lignes lettrées (domaine §9.4). */
import { arbre, type Explication, type Montant } from '../../../comptabilite';
import type { Contexte } from '../../contexte';
import type { Auxiliaire } from '../calcul/auxiliaire';
import { estEcart } from '../lettrage/etablir';
import { identifier } from '../lettrage/postes';
import { Lettrages } from '../../tables-communes/lettrages';
import type { Travaux } from '../travaux';
import { arbreLigne, dire, PasEcrite, ZERO_EUROS } from './postes';

type Membre = Travaux['lettrage']['lettrages'][number];

/** Le rang de chaque ligne d'écriture dans l'auxiliaire, par sa clé. */
function rangsDe(aux: Auxiliaire): ReadonlyMap<string, number> {
  const rangs = new Map<string, number>();
  for (let rang = 0; rang < aux.n; rang++) {
    const lue = identifier(aux, rang);
    if (lue) rangs.set(lue.cle, rang);
  }
  return rangs;
}

/** Ce que le groupe prend d'une ligne, débit positif : toute la ligne, ou la part que garde `Lettrages`. */
function prise(membre: Membre, aux: Auxiliaire, rang: number, { tables }: Contexte): Explication {
  const pris = membre.Montant ?? (0 as Montant);
  const libelle = dire(`Pris de ${membre.Piece ?? ''}`, `Taken from ${membre.Piece ?? ''}`);
  if (Math.abs(aux.montant[rang]!) === Math.abs(pris)) {
    const ligne = arbreLigne(aux, rang);
    const client = aux.comptes[aux.compteDe[rang]!]!.sens === 'CLIENT';
    return client ? ligne : arbre.difference(libelle, [ZERO_EUROS, ligne]);
  }
  const ecrite = tables
    .lire(Lettrages)
    .lignes.find(l => l.Groupe === membre.Groupe && l.CleLigne === membre.CleLigne);
  if (!ecrite) throw new PasEcrite();
  const source = { table: Lettrages.nom, ligne: ecrite.ligne, colonne: 'Montant' };
  return arbre.cellule(libelle, source, arbre.eurosExacts(pris), 'EUR');
}

/** L'arbre d'un écart de règlement : la somme des lignes lettrées, ou son opposé si le tiers a payé trop. */
export function arbreEcart(contexte: Contexte, travaux: Travaux, groupe: string): Explication | undefined {
  const aux = travaux.modele.lu.auxiliaire;
  const rangs = rangsDe(aux);
  const membres = travaux.lettrage.lettrages.filter(
    l => l.Groupe === groupe && l.Etat === 'LETTRE' && !estEcart(l.Piece),
  );
  const termes = membres.map(m => {
    const rang = rangs.get(m.CleLigne);
    if (rang === undefined) throw new PasEcrite();
    return prise(m, aux, rang, contexte);
  });
  if (termes.length === 0) return undefined;
  const somme = arbre.somme(dire('Lignes lettrées', 'Matched lines'), termes, 'EUR');
  return somme.valeur.isNegative()
    ? arbre.difference(dire('Payé en trop', 'Paid in excess'), [ZERO_EUROS, somme])
    : somme;
}
