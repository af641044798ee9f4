/** Les lignes d'écritures des immobilisations, en arbres : solde débiteur positif. */
import { arbre, type Explication, type Jour } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { Contexte } from '../../contexte';
import { CodesTVA, type EcrituresCloture } from '../../tables-communes';
import { arbreTauxTVA } from '../../tables-communes/taux-explique';
import type { BienArrete, SortieDePart } from '../registre/arreter';
import { PART_FICHE } from '../registre/bien';
import { Immobilisations, MouvementsImmo } from '../tables';
import type { ArreteExplique } from './arrete';
import type { ImmobilisationsExpliquees } from './expliquees';
import { dire, montantLu, nombre, total } from './feuilles';

type LigneEcrite = Ligne<typeof EcrituresCloture>;

interface Demande {
  readonly module: string;
  readonly source: string;
  readonly ligne: LigneEcrite;
}

const oppose = (e: Explication): Explication =>
  arbre.produit(dire('Au crédit', 'On the credit side'), [
    e,
    nombre(dire('Sens contraire', 'Opposite sign'), -1),
  ]);

/** Le solde d'une ligne que les immobilisations ont écrite ; undefined si la pièce n'est plus celle des fiches. */
export function soldeExplique(
  e: ImmobilisationsExpliquees,
  contexte: Contexte,
  demande: Demande,
): Explication | undefined {
  const { module, source, ligne } = demande;
  if (module === 'MES') return miseEnService(e, source, ligne);
  if (['DOTATIONS', 'DOTATION', 'REPRISE'].includes(source)) return globale(e, demande);
  const prix = source.endsWith('-PRIX');
  const sortie = sortieDe(e, prix ? source.slice(0, -'-PRIX'.length) : source);
  if (sortie === undefined) return undefined;
  return prix ? prixExplique(sortie, contexte, ligne) : deSortie(sortie, module, ligne);
}

/** Une écriture de tous les biens : la somme de ceux qui ont ces comptes et cette section. */
function globale(e: ImmobilisationsExpliquees, { module, source, ligne }: Demande): Explication | undefined {
  const { etats, options, cadre } = e.arretees;
  if (cadre === undefined) return undefined;
  const { comptes } = options;
  const charge = /^[67]/.test(ligne.Compte);
  const retenu = ({ bien, dotation, derogatoire, depreciation }: BienArrete): boolean => {
    if (charge && bien.section(cadre.arrete) !== ligne.Section) return false;
    if (module === 'AMORT')
      return dotation !== 0 && ligne.Compte === (charge ? bien.compteDotation : bien.compteAmort);
    const variation = module === 'DEROGATOIRE' ? derogatoire : depreciation;
    if (variation === 0 || variation > 0 !== (source === 'DOTATION')) return false;
    return (
      charge || ligne.Compte === (module === 'DEROGATOIRE' ? comptes.derogatoire : bien.compteDepreciation)
    );
  };
  const de = (b: ArreteExplique) =>
    module === 'AMORT'
      ? b.dotationRestante()
      : module === 'DEROGATOIRE'
        ? b.derogatoire()
        : b.variationDepreciation();
  const termes = etats.filter(retenu).flatMap(({ bien }) => {
    const b = e.bien(bien.id);
    return b === undefined ? [] : [de(b)];
  });
  const somme = total('Somme des biens', 'Sum of the assets', termes);
  return charge ? somme : oppose(somme);
}

interface Sortie {
  readonly b: ArreteExplique;
  readonly etat: BienArrete;
  readonly s: SortieDePart;
  readonly rang: number;
}

function sortieDe(e: ImmobilisationsExpliquees, source: string): Sortie | undefined {
  for (const etat of e.arretees.etats)
    for (const s of etat.sorties) {
      const id = s.part.id === PART_FICHE ? etat.bien.id : `${etat.bien.id}-${s.part.id}`;
      const b = id === source ? e.bien(etat.bien.id) : undefined;
      if (b !== undefined) return { b, etat, s, rang: etat.bien.parts.indexOf(s.part) };
    }
  return undefined;
}

/** Une ligne d'une sortie : dotation complémentaire, cumul, VNC, brut, dérogatoire et dépréciation repris. */
function deSortie({ b, etat, s, rang }: Sortie, module: string, ligne: LigneEcrite): Explication | undefined {
  const { bien } = etat;
  const arrete = etat.apres.Arrete;
  const amort = ligne.Compte === bien.compteAmort;
  if (module === 'AMORT') return amort ? oppose(b.dotationPart(rang)) : b.dotationPart(rang);
  if (module === 'DEROGATOIRE' || module === 'DEPRECIMMO') {
    const colonne = module === 'DEROGATOIRE' ? 'Solde145' : 'Depreciation';
    const repris = b.deja(b.comptabilise(colonne, arrete), rang);
    return /^[67]/.test(ligne.Compte) ? oppose(repris) : repris;
  }
  const brut = b.brutPart(rang);
  const cumul = b.cumulPart(rang, arrete);
  if (module === 'TRANSFERT') {
    if (/^29/.test(ligne.Compte)) return undefined;
    if (/^28/.test(ligne.Compte)) return amort ? cumul : oppose(cumul);
    return ligne.Compte === s.compte ? oppose(brut) : brut;
  }
  if (amort) return cumul;
  if (ligne.Compte === s.compte) return oppose(brut);
  return bien.compteAmort === undefined
    ? brut
    : arbre.difference(dire('Valeur nette à la sortie', 'Net value at disposal'), [brut, cumul]);
}

/** Prix de cession : HT au 757, TVA au 44571, leur somme au 462. */
function prixExplique({ etat, s }: Sortie, contexte: Contexte, ligne: LigneEcrite): Explication | undefined {
  const { bien } = etat;
  const mouvement = bien.mouvements.find(m => `M${m.NoMouvement}` === s.part.id);
  const prix =
    mouvement === undefined
      ? montantLu(Immobilisations, bien.ligne, 'PrixCessionHT')
      : montantLu(MouvementsImmo, mouvement, 'PrixHT');
  const taxe =
    bien.ligne.Type === 'FINANCIERE'
      ? undefined
      : arbre.arrondi(
          dire('TVA de la cession', 'VAT of the disposal'),
          arbre.produit(dire('Prix × taux', 'Price × rate'), [
            prix,
            tauxExplique(contexte, bien.ligne.CodeTVACession, s.date),
          ]),
        );
  if (/^7/.test(ligne.Compte)) return oppose(prix);
  if (ligne.Credit !== 0) return taxe && oppose(taxe);
  return taxe === undefined ? prix : total('Prix TTC', 'Price incl. VAT', [prix, taxe]);
}

function tauxExplique({ tables, parametres }: Contexte, code: string | undefined, date: Jour): Explication {
  const lu = tables
    .lire(CodesTVA)
    .lignes.filter(c => code !== undefined && c.CodeTVA === code && c.DateEffet <= date)
    .sort((a, b) => b.DateEffet - a.DateEffet)[0];
  const taux = lu?.Taux ?? parametres.valeur('TauxTVADefaut');
  return arbreTauxTVA({ taux, ligne: lu?.ligne }, parametres);
}

/** Transfert de l'en-cours vers l'immobilisation : la valeur brute au jour de la mise en service. */
function miseEnService(
  e: ImmobilisationsExpliquees,
  id: string,
  ligne: LigneEcrite,
): Explication | undefined {
  const etat = e.arretees.etats.find(x => x.bien.id === id);
  const mes = etat?.bien.ligne.DateMiseEnService;
  const b = e.bien(id);
  if (b === undefined || mes === undefined) return undefined;
  const brut = b.brut(mes);
  return ligne.Compte === etat?.bien.compte ? brut : oppose(brut);
}
