/** Pourquoi ce rapprochement : les lignes du collectif, celles de l'auxiliaire, et ce qu'une ligne en cause y met (domaine §8.8). */
import { arbre, type Explication, type Libelle } from '../../../comptabilite';
import type { CelluleGeneree } from '../../contexte';
import { Ecritures, EcrituresCloture, Encaissements, FacturesClients } from '../../tables-communes';
import type { Sens } from '../calcul/collectifs';
import type { Candidat, LigneRapprochee, NatureEcart } from '../rapprochement/calcul/types';
import {
  documentsClients,
  etablirRapprochement,
  GrandLivre,
  parcourirCollectif,
  type ContexteRapprochement,
  type LigneDeTiers,
} from '../rapprochement/etablir';
import type { ArbresBalance } from './balance';
import { dire, PasEcrite, ZERO_EUROS } from './postes';

interface Sources extends ContexteRapprochement {
  readonly balance: (sens: Sens) => ArbresBalance;
}

const AUXILIAIRE = dire('Auxiliaire', 'Sub-ledger');
const GENERAL = dire('Grand livre', 'Ledger');

/** Débit moins crédit d'une ligne de compte. */
function deLaLigne(table: string, { ligne, Piece, Debit, Credit }: LigneDeTiers): Explication {
  if (ligne === 0) throw new PasEcrite();
  const cellule = (colonne: 'Debit' | 'Credit', valeur: LigneDeTiers['Debit']) =>
    arbre.cellule(dire(Piece, Piece), { table, ligne, colonne }, arbre.eurosExacts(valeur), 'EUR');
  return arbre.difference(dire(Piece, Piece), [cellule('Debit', Debit), cellule('Credit', Credit)]);
}

/** Une somme de sommes : un tiers par terme. */
class ParTiers {
  private readonly tiers = new Map<string, Explication[]>();

  ajouter(tiers: string | undefined, e: Explication): void {
    const siens = this.tiers.get(tiers ?? '');
    if (siens) siens.push(e);
    else this.tiers.set(tiers ?? '', [e]);
  }

  somme(libelle: Libelle): Explication {
    const termes = [...this.tiers].map(([tiers, siens]) =>
      arbre.somme(tiers === '' ? dire('Sans tiers', 'No third party') : dire(tiers, tiers), siens, 'EUR'),
    );
    return arbre.somme(libelle, termes, 'EUR');
  }
}

/** Une ligne d'un côté du rapprochement, dans la table d'où elle vient. */
function deCote(l: LigneRapprochee, sources: Sources): Explication {
  if (l.membres !== undefined)
    return arbre.somme(
      dire(l.piece, l.piece),
      l.membres.map(m => deCote(m, sources)),
      'EUR',
    );
  const { tables } = sources;
  const cellule = (colonne: string, centimes: LigneRapprochee['montant']) =>
    arbre.cellule(
      dire(l.piece, l.piece),
      { table: l.table, ligne: l.ligne, colonne },
      arbre.eurosExacts(centimes),
      'EUR',
    );
  if (l.table === FacturesClients.nom) return cellule('MontantTTC', l.montant);
  if (l.table === Encaissements.nom) {
    const recu = tables.lire(Encaissements).lignes.find(e => e.ligne === l.ligne);
    if (recu === undefined) throw new PasEcrite();
    const { MontantAffecte, Montant } = recu;
    const lu =
      MontantAffecte === undefined ? cellule('Montant', Montant) : cellule('MontantAffecte', MontantAffecte);
    return arbre.difference(dire(l.piece, l.piece), [ZERO_EUROS, lu]);
  }
  const table = l.table === Ecritures.nom ? Ecritures : EcrituresCloture;
  const lignes: readonly LigneDeTiers[] = tables.lire(table).lignes;
  const ecrite = lignes.find(e => e.ligne === l.ligne);
  if (ecrite === undefined) throw new PasEcrite();
  return deLaLigne(l.table, ecrite);
}

/** Les deux côtés d'un contrôle. */
function totaux(controle: string, sources: Sources): { auxiliaire: Explication; general: Explication } {
  const livre = new GrandLivre(sources);
  const general = new ParTiers();
  const auxiliaire = new ParTiers();
  const sens: Sens = controle === 'FOURNISSEURS' ? 'FOURNISSEUR' : 'CLIENT';
  const factures = controle === 'FACTURES_CLIENTS';
  parcourirCollectif(sources, livre, sens, (table, l, bonne) => {
    if (factures && table !== Ecritures.nom) return;
    const ligne = deLaLigne(table, l);
    general.ajouter(l.Tiers, ligne);
    if (bonne && !factures) auxiliaire.ajouter(l.Tiers, ligne);
  });
  if (factures)
    for (const l of documentsClients(sources.tables, sources.arrete) ?? [])
      auxiliaire.ajouter(l.tiers, deCote(l, sources));
  return { auxiliaire: auxiliaire.somme(AUXILIAIRE), general: general.somme(GENERAL) };
}

function deTotaux(controle: string, colonne: string, sources: Sources): Explication | undefined {
  if (colonne === 'BalanceAgee') {
    const client = controle === 'CLIENTS';
    const total = sources
      .balance(client ? 'CLIENT' : 'FOURNISSEUR')
      .sommer(dire('Total de la balance âgée', 'Aged balance total'), () => true);
    return client ? total : arbre.difference(total.libelle, [ZERO_EUROS, total]);
  }
  if (colonne !== 'Auxiliaire' && colonne !== 'General' && colonne !== 'Ecart') return undefined;
  const { auxiliaire, general } = totaux(controle, sources);
  if (colonne === 'Auxiliaire') return auxiliaire;
  if (colonne === 'General') return general;
  return arbre.difference(dire('Grand livre moins auxiliaire', 'Ledger less sub-ledger'), [
    general,
    auxiliaire,
  ]);
}

const SANS_EFFET: readonly NatureEcart[] = ['REGROUPEMENT'];
const DE_L_AUXILIAIRE: readonly NatureEcart[] = ['DOUBLON_AUXILIAIRE', 'ABSENTE_DU_GENERAL'];
const FACE_SEULE: readonly NatureEcart[] = ['MAUVAIS_COMPTE', 'HORS_PERIODE'];

/** Ce qu'une ligne en cause met dans l'écart : sa part du grand livre, moins celle de l'auxiliaire. */
function effet({ nature, ligne, face }: Candidat, sources: Sources): Explication {
  const libelle = dire('Effet', 'Effect');
  if (SANS_EFFET.includes(nature))
    return arbre.constante(dire('Même total des deux côtés', 'Same total on both sides'), 0, 'EUR');
  const enFace = face === undefined ? [] : [deCote(face, sources)];
  if (FACE_SEULE.includes(nature)) return arbre.difference(libelle, [ZERO_EUROS, ...enFace]);
  const sienne = deCote(ligne, sources);
  return arbre.difference(
    libelle,
    DE_L_AUXILIAIRE.includes(nature) ? [ZERO_EUROS, sienne] : [sienne, ...enFace],
  );
}

/** L'arbre d'un montant de « Rapprochement tiers ». */
export function expliquerRapprochement(
  sources: Sources,
  { ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  const controle = String(ligne['Controle']);
  const rang = Number(ligne['Rang']);
  if (rang === 0) return deTotaux(controle, colonne, sources);
  const candidat = etablirRapprochement(sources).find(c => c.controle === controle)?.candidats[rang - 1];
  if (candidat === undefined) return undefined;
  if (colonne === 'Montant') return deCote(candidat.ligne, sources);
  return colonne === 'Effet' ? effet(candidat, sources) : undefined;
}
