import { oppose, type Jour, type Montant } from '../../../comptabilite';
import type { Ligne, TablesLues } from '../../../workbook/table';
import { Ecritures, EcrituresCloture, Exercices } from '../../tables-communes';
import { SANS_TIERS, type Auxiliaire } from '../calcul/auxiliaire';
import { postesOuverts, type PosteOuvert } from '../calcul/postes-ouverts';
import type { MembreLettre } from './calcul/appliquer';
import { portee } from './calcul/groupes';
import { Codes } from './calcul/codes';
import type { PosteALettrer } from './calcul/types';
import { cleCloture, cleImportee } from '../../tables-communes/lettrages';

/** Les postes que l'on peut lettrer à un arrêté, et ce que les lignes déjà lettrées imposent. */
export interface PostesLus {
  readonly postes: ReadonlyMap<string, PosteALettrer>;
  readonly codes: Codes;
  dejaLettrees(cle: string): readonly MembreLettre[];
}

/** Clé et exercice d'une ligne d'écriture ; undefined pour une ligne tirée d'une facture ou d'un encaissement. */
export function identifier(
  auxiliaire: Auxiliaire,
  rang: number,
): { cle: string; exercice: string } | undefined {
  const origine: unknown = auxiliaire.origine(rang);
  if (auxiliaire.table(rang) === Ecritures.nom) {
    const ligne = origine as Ligne<typeof Ecritures>;
    return { cle: cleImportee(ligne), exercice: ligne.Exercice };
  }
  if (auxiliaire.table(rang) !== EcrituresCloture.nom) return undefined;
  const ligne = origine as Ligne<typeof EcrituresCloture>;
  return { cle: cleCloture(ligne), exercice: ligne.Exercice };
}

/**
 * Les postes ouverts du grand livre, débit positif. Ceux d'une table de factures se soldent par leurs règlements, pas
 * par un lettrage ; une ligne sans tiers ne se lettre pas.
 */
export function lirePostes(tables: TablesLues, auxiliaire: Auxiliaire, arrete: Jour): PostesLus {
  const clos = new Set(
    tables
      .lire(Exercices)
      .lignes.filter(x => x.Cloture === true)
      .map(x => x.Exercice),
  );
  const postes = new Map<string, PosteALettrer>();
  for (const ouvert of postesOuverts(auxiliaire, arrete)) {
    const lue = identifier(auxiliaire, ouvert.rang);
    if (lue === undefined || ouvert.tiers === SANS_TIERS) continue;
    const exerciceClos = clos.has(lue.exercice) ? lue.exercice : '';
    postes.set(lue.cle, enPoste(ouvert, lue.cle, exerciceClos));
  }
  return { postes, ...groupesPartiels(auxiliaire, postes) };
}

const auDebit = (sens: PosteOuvert['sens'], montant: Montant) =>
  sens === 'CLIENT' ? montant : oppose(montant);

const deviseDe = (code: string | undefined) => (code === undefined || code === 'EUR' ? '' : code);

/** Un reste ne se lit en devise que d'une ligne entière : ce qu'un règlement en a soldé s'est fait à un autre cours. */
function resteEnDevise({ devise, residuelDevise, imputation, sens }: PosteOuvert) {
  if (deviseDe(devise) === '' || residuelDevise === undefined || imputation !== undefined) return {};
  return { resteDevise: auDebit(sens, residuelDevise) };
}

function enPoste(p: PosteOuvert, cle: string, exerciceClos: string): PosteALettrer {
  return {
    cle,
    compte: p.compte,
    tiers: p.tiers,
    devise: deviseDe(p.devise),
    exerciceClos,
    date: p.dateEcriture,
    echeance: p.echeanceSaisie,
    piece: p.piece,
    libelle: p.libelle,
    reste: auDebit(p.sens, p.residuel),
    ...resteEnDevise(p),
  };
}

/** Les lignes de chaque lettrage partiel, et les codes déjà pris. */
function groupesPartiels(
  auxiliaire: Auxiliaire,
  postes: ReadonlyMap<string, PosteALettrer>,
): Pick<PostesLus, 'codes' | 'dejaLettrees'> {
  const codes = new Codes();
  const groupeDe = new Map<string, number>();
  const membres = new Map<number, MembreLettre[]>();
  const vus = new Set<number>();
  const lettrage = auxiliaire.lire('Lettrage');
  for (let i = 0; i < auxiliaire.n; i++) {
    const groupe = auxiliaire.groupe[i]!;
    if (groupe < 0) continue;
    const code = lettrage(i);
    const { compte, sens } = auxiliaire.comptes[auxiliaire.compteDe[i]!]!;
    if (!vus.has(groupe) && code !== undefined) {
      vus.add(groupe);
      const tiers = auxiliaire.tiers[auxiliaire.tiersDe[i]!]!;
      codes.prendre(portee({ compte, tiers }), code);
    }
    if (auxiliaire.groupes[groupe]!.complet || code === undefined) continue;
    const lue = identifier(auxiliaire, i);
    if (lue === undefined) continue;
    const montant = auDebit(sens, auxiliaire.montant[i]! as Montant);
    const reste = postes.get(lue.cle)?.reste ?? 0;
    groupeDe.set(lue.cle, groupe);
    const membre = {
      cle: lue.cle,
      montant: (montant - reste) as Montant,
      date: (auxiliaire.lettreLe[i] || auxiliaire.date[i]!) as Jour,
    };
    const connus = membres.get(groupe);
    if (connus) connus.push(membre);
    else membres.set(groupe, [membre]);
  }
  return {
    codes,
    dejaLettrees: cle => {
      const groupe = groupeDe.get(cle);
      return groupe === undefined ? [] : (membres.get(groupe) ?? []);
    },
  };
}
