import { arbre, texteJour, type Explication } from '../../../comptabilite';
import type {
  LigneAvenant,
  LigneDeCommande,
  LigneDevis,
  LigneEcheance,
  LigneFactureClient,
  LigneLivraison,
} from '../calcul/donnees';
import type { OrigineVente } from '../calcul/poste';
import { dater, dire, montantLu, opposee, part } from './feuilles';

/** La pièce entière, ou sa part quand elle s'étale sur les lignes de sa commande (quatre décimales pour des heures). */
export function partDe<L extends LignePiece>(
  { piece, etalement }: OrigineVente<L>,
  lire: (piece: L) => Explication,
  decimales = 2,
): Explication {
  const entiere = lire(piece);
  if (!etalement) return entiere;
  const { lignes, rang } = etalement;
  const nulles = lignes.reduce((t, l) => t + l.MontantHT, 0) === 0;
  const poids = lignes.map(l =>
    nulles ? arbre.constante(dire('Parts égales', 'Equal shares'), 1) : commandeLue(l),
  );
  return part(entiere.libelle, entiere, poids, rang, decimales);
}

type LignePiece = LigneFactureClient | LigneLivraison | LigneEcheance | LigneAvenant;

export const commandeLue = (l: LigneDeCommande): Explication =>
  montantLu(
    dire(`Ligne ${l.IdCommande}/${l.Ligne}`, `Line ${l.IdCommande}/${l.Ligne}`),
    'LignesCommande',
    l.ligne,
    'MontantHT',
    l.MontantHT,
  );

export function factureLue(f: LigneFactureClient, avoirsPositifs: boolean): Explication {
  const avoir = f.TypePiece === 'AVOIR';
  const nom = `${f.IdFacture}/${f.Ligne}`;
  const libelle = avoir
    ? dater(`Avoir ${nom}`, `Credit note ${nom}`, f.DateFacture)
    : dater(`Facture ${nom}`, `Invoice ${nom}`, f.DateFacture);
  const lue = montantLu(libelle, 'FacturesClients', f.ligne, 'MontantHT', f.MontantHT);
  if (!avoir || !avoirsPositifs) return lue;
  return opposee(libelle, { ...lue, valeur: lue.valeur.negated() });
}

export const livraisonLue = (l: LigneLivraison): Explication =>
  montantLu(
    dater(`Livraison ${l.IdBL}/${l.Ligne}`, `Delivery ${l.IdBL}/${l.Ligne}`, l.DateLivraison),
    'Livraisons',
    l.ligne,
    'MontantHT',
    l.MontantHT,
  );

export const echeanceLue = (e: LigneEcheance): Explication =>
  montantLu(
    dater(`Échéance ${e.IdCommande}/${e.Ligne}`, `Instalment ${e.IdCommande}/${e.Ligne}`, e.DateEcheance),
    'EcheancierFacturation',
    e.ligne,
    'MontantHT',
    e.MontantHT,
  );

export const devisLu = (d: LigneDevis): Explication =>
  montantLu(dire(`Devis ${d.IdDevis}`, `Quote ${d.IdDevis}`), 'Devis', d.ligne, 'MontantHT', d.MontantHT);

export function avenantLu(a: LigneAvenant): Explication {
  if (a.MontantVente === undefined) throw new Error(`Avenant ${a.IdAvenant} : compté sans montant.`);
  const validation = a.DateValidation === undefined ? '' : `, ${texteJour(a.DateValidation)}`;
  return montantLu(
    dire(`Avenant ${a.IdAvenant}${validation}`, `Change order ${a.IdAvenant}${validation}`),
    'Avenants',
    a.ligne,
    'MontantVente',
    a.MontantVente,
  );
}
