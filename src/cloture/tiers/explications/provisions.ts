/** Pourquoi cette dépréciation : la créance nette, sa base HT, son taux de perte, ce qui change (domaine §8.7). */
import { arbre, plus, ZERO, type Explication, type Jour, type Montant } from '../../../comptabilite';
import { arbreTauxTVA } from '../../tables-communes/taux-explique';
import type { Contexte } from '../../contexte';
import type { PosteDate } from '../calcul/echeancier';
import { cleDepreciation, Constats, precedentes, type PieceDepreciee } from '../douteuses/etablir';
import { CreancesDouteuses, Depreciations, TauxDepreciation } from '../douteuses/tables';
import type { ModeleTiers } from '../modele';
import { TvaDesPieces, type PartDeTaux } from '../tva';
import { arbreHorsTaxe, arbreResiduel, dire, unPlus, ZERO_EUROS } from './postes';

/** Une pièce et l'arbre de ce qui en reste. */
interface PieceExpliquee {
  readonly piece: string;
  readonly compte: string;
  readonly echeance: number;
  readonly reste: Montant;
  readonly arbre: Explication;
}

const nommer = (fr: string, en: string, piece: string) => dire(`${fr}, ${piece}`, `${en}, ${piece}`);

/** Les pièces d'un client, l'arbre de chacune sommant ses postes. */
function pieces(modele: ModeleTiers, postes: readonly PosteDate[]): PieceExpliquee[] {
  const groupes = new Map<string, PosteDate[]>();
  for (const p of postes) {
    const cle = `${p.compte}|${p.piece}`;
    groupes.set(cle, [...(groupes.get(cle) ?? []), p]);
  }
  return [...groupes.values()]
    .map(groupe => ({
      piece: groupe[0]!.piece,
      compte: groupe[0]!.compte,
      echeance: Math.min(...groupe.map(p => p.echeance)),
      reste: groupe.reduce((s, p) => plus(s, p.residuel), ZERO),
      arbre: arbre.somme(
        nommer('Reste dû', 'Outstanding', groupe[0]!.piece),
        groupe.map(p => arbreResiduel(modele.lu.auxiliaire, p)),
      ),
    }))
    .filter(p => p.reste !== 0);
}

/** Ce qui reste des pièces une fois les crédits imputés, de la plus ancienne à la plus récente. */
function net(toutes: readonly PieceExpliquee[]): PieceExpliquee[] {
  const credits = toutes.filter(p => p.reste < 0);
  const dues = toutes
    .filter(p => p.reste > 0)
    .sort((a, b) => a.echeance - b.echeance || (a.piece < b.piece ? -1 : 1));
  if (credits.length === 0) return dues;
  const disponible = arbre.difference(dire('Avoirs et règlements du client', 'Credits of the customer'), [
    ZERO_EUROS,
    ...credits.map(c => c.arbre),
  ]);
  let credit = credits.reduce((s, c) => s - c.reste, 0);
  return dues.flatMap((p, i) => {
    const impute = Math.min(credit, p.reste);
    credit -= impute;
    if (impute === p.reste) return [];
    const libelle = nommer('Reste dû, crédits imputés', 'Outstanding, credits applied', p.piece);
    const encore = arbre.maximum(libelle, [
      ZERO_EUROS,
      arbre.difference(libelle, [disponible, ...dues.slice(0, i).map(d => d.arbre)]),
    ]);
    const pris = arbre.minimum(nommer('Crédits imputés', 'Credits applied', p.piece), [p.arbre, encore]);
    return [
      {
        ...p,
        reste: (p.reste - impute) as Montant,
        arbre: arbre.difference(libelle, [p.arbre, pris]),
      },
    ];
  });
}

/** Ce qui reste d'une pièce quand son client devient douteux, ou redevient sain : ce que son reclassement déplace. */
export function resteReclasse(
  modele: ModeleTiers,
  arrete: Jour,
  { tiers, piece, valeur }: { readonly tiers: string; readonly piece: string; readonly valeur: Montant },
): Explication | undefined {
  const postes = modele.postesDe(arrete, 'CLIENT').filter(p => p.tiers === tiers);
  const de = (nature: 'COURANT' | 'DOUTEUX') =>
    net(
      pieces(
        modele,
        postes.filter(p => p.nature === nature),
      ),
    );
  return [...de('COURANT'), ...de('DOUTEUX')].find(p => p.piece === piece && p.reste === valeur)?.arbre;
}

interface Sujet {
  readonly contexte: Contexte;
  readonly modele: ModeleTiers;
  readonly piece: PieceDepreciee;
}

function creance({ contexte: { arrete, parametres }, modele, piece: p }: Sujet): Explication {
  const postes = modele.postesDe(arrete, 'CLIENT').filter(x => x.tiers === p.tiers);
  const courantes = net(
    pieces(
      modele,
      postes.filter(x => x.nature === 'COURANT'),
    ),
  );
  if (p.origine === 'STATISTIQUE') return somme(courantes, p);
  const douteux = parametres.valeur('CPT_DOUTEUX');
  const au416 = pieces(
    modele,
    postes.filter(x => x.nature === 'DOUTEUX'),
  );
  return somme(net([...au416, ...courantes.map(c => ({ ...c, compte: douteux }))]), p);
}

function somme(toutes: readonly PieceExpliquee[], p: PieceDepreciee): Explication {
  const siennes = toutes.filter(x => x.piece === p.piece && x.compte === p.compte);
  const [seule] = siennes;
  if (siennes.length === 1 && seule) return seule.arbre;
  return arbre.somme(
    nommer('Créance TTC', 'Claim incl. VAT', p.piece),
    siennes.map(x => x.arbre),
  );
}

/** Les parts de la créance par taux de TVA, chacune avec l'arbre de son TTC. */
function parts(sujet: Sujet): { readonly ttc: Explication; readonly taux: Explication }[] {
  const { contexte, piece: p } = sujet;
  const tva = new TvaDesPieces(contexte.tables, contexte.parametres);
  const due = creance(sujet);
  const constat = constatDe(sujet);
  const code = constat?.CodeTVA;
  const unique = code === undefined ? undefined : tva.duCode(code, constat!.DateEffet);
  const facture = unique === undefined ? tva.parts(p.piece) : undefined;
  if (facture === undefined || facture.length <= 1) {
    const taux = unique ?? facture?.[0] ?? tva.tauxUnique(p.piece)!;
    return [{ ttc: due, taux: arbreTauxTVA(taux, contexte.parametres) }];
  }
  return reparties(due, facture, sujet);
}

/** part(k) = arr(T × cumul(k) / total) - arr(T × cumul(k-1) / total), les poids étant les TTC de la facture. */
function reparties(due: Explication, facture: readonly PartDeTaux[], sujet: Sujet) {
  const ttc = (f: readonly PartDeTaux[]) =>
    arbre.somme(
      dire('TTC de la facture', 'Invoice incl. VAT'),
      f.flatMap(x =>
        x.lignes.map(ligne =>
          arbre.cellule(
            dire('TTC de la ligne', 'Row incl. VAT'),
            { table: 'FacturesClients', ligne, colonne: 'MontantTTC' },
            arbre.eurosExacts(montantDeLigne(ligne, sujet)),
            'EUR',
          ),
        ),
      ),
    );
  const jusqua = (k: number) =>
    arbre.prorata(dire('Créance cumulée', 'Cumulative claim'), due, ttc(facture.slice(0, k)), ttc(facture));
  return facture.map((f, k) => ({
    ttc:
      k === 0 ? jusqua(1) : arbre.difference(dire('Part de la créance', 'Share'), [jusqua(k + 1), jusqua(k)]),
    taux: arbreTauxTVA(f, sujet.contexte.parametres),
  }));
}

const montantDeLigne = (ligne: number, { contexte }: Sujet): Montant =>
  new TvaDesPieces(contexte.tables, contexte.parametres).ttcDeLigne(ligne);

const constatDe = ({ contexte: { tables, arrete }, piece: p }: Sujet) =>
  p.origine === 'INDIVIDUELLE'
    ? new Constats(tables.lire(CreancesDouteuses).lignes, arrete).pour(p.tiers, p.piece)
    : undefined;

function perte(sujet: Sujet): Explication {
  const libelle = dire('Taux de perte', 'Loss rate');
  const constat = constatDe(sujet);
  if (constat)
    return arbre.cellule(
      libelle,
      { table: CreancesDouteuses.nom, ligne: constat.ligne, colonne: 'TauxPerte' },
      constat.TauxPerte,
      'TAUX',
    );
  const { contexte, piece } = sujet;
  const bornes = contexte.tables.lire(TauxDepreciation).lignes;
  const borne = bornes.find(b => b.Taux.eq(piece.perte));
  return arbre.cellule(
    libelle,
    { table: TauxDepreciation.nom, ligne: borne?.ligne ?? 0, colonne: 'Taux' },
    piece.perte,
    'TAUX',
  );
}

/** Base HT : Σ arr(TTC / (1 + t)). */
const base = (sujet: Sujet): Explication =>
  arbre.somme(
    dire('Base HT', 'Base excl. VAT'),
    parts(sujet).map(({ ttc, taux }) => arbreHorsTaxe(ttc, taux)),
    'EUR',
  );

/** Dépréciation : Σ arr(TTC × perte / (1 + t)). */
const montant = (sujet: Sujet): Explication =>
  arbre.somme(
    dire('Dépréciation', 'Allowance'),
    parts(sujet).map(({ ttc, taux }) =>
      arbre.prorata(dire('Dépréciation HT', 'Allowance excl. VAT'), ttc, perte(sujet), unPlus(taux)),
    ),
    'EUR',
  );

function precedent({ contexte: { tables, arrete }, piece: p }: Sujet): Explication {
  const avant = precedentes(tables, arrete).get(cleDepreciation(p.tiers, p.piece, p.compte));
  const libelle = dire('Dépréciation à l’arrêté précédent', 'Allowance at the previous close');
  if (avant === undefined) return ZERO_EUROS;
  return arbre.cellule(
    libelle,
    { table: Depreciations.nom, ligne: avant.ligne, colonne: 'Montant' },
    arbre.eurosExacts(avant.Montant),
    'EUR',
  );
}

/** L'arbre d'une colonne de « Provisions clients » ou de l'historique de l'arrêté. */
export function expliquerProvision(sujet: Sujet, colonne: string): Explication | undefined {
  const nulle = sujet.piece.ttc === 0;
  const ttc = () => (nulle ? ZERO_EUROS : creance(sujet));
  const depreciee = () => (nulle ? ZERO_EUROS : montant(sujet));
  switch (colonne) {
    case 'CreanceTTC':
      return ttc();
    case 'BaseHT':
      return nulle ? ZERO_EUROS : base(sujet);
    case 'Taux':
      return nulle ? arbre.constante(dire('Soldée', 'Settled'), 0, 'TAUX') : perte(sujet);
    case 'Montant':
      return depreciee();
    case 'Precedent':
      return precedent(sujet);
    case 'Dotation':
      return arbre.maximum(dire('Dotation', 'Charge'), [
        ZERO_EUROS,
        arbre.difference(dire('Variation', 'Change'), [depreciee(), precedent(sujet)]),
      ]);
    case 'Reprise':
      return arbre.maximum(dire('Reprise', 'Release'), [
        ZERO_EUROS,
        arbre.difference(dire('Variation', 'Change'), [precedent(sujet), depreciee()]),
      ]);
    case 'NetTTC':
      return arbre.difference(dire('Créance nette', 'Net claim'), [ttc(), depreciee()]);
    default:
      return undefined;
  }
}
