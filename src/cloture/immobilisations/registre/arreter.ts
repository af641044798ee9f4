import {
  ajouterJours,
  debutDeMois,
  maximum,
  minimum,
  moins,
  oppose,
  plus,
  somme,
  ZERO,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { Dotations, EtatImmo } from '../tables';
import type { Bien, Part } from './bien';
import { cumulsDesParts, partager, type PlansDuBien } from './plans';

type LigneDotation = Valeurs<typeof Dotations>;

/** Ce qui est déjà comptabilisé d'un bien, à l'arrêté précédent ou à la reprise. */
export interface Ouverture {
  /** Dernier arrêté comptabilisé, ou date de reprise ; undefined si rien ne l'est. */
  readonly date: Jour | undefined;
  readonly cumul: Montant;
  readonly cumulFiscal: Montant | undefined;
  readonly solde145: Montant;
  readonly depreciation: Montant;
  /** Parts dont la sortie est passée. */
  readonly sorties: ReadonlySet<string>;
  /** Le bien est encore au compte des en-cours. */
  readonly enCours: boolean;
}

/** Une part qui sort à cet arrêté : ses montants au jour de sortie. */
export interface SortieDePart {
  readonly part: Part;
  /** Date de l'écriture : la sortie, ou le premier jour du mois ouvert si son mois est déjà arrêté. */
  readonly date: Jour;
  readonly brut: Montant;
  readonly cumul: Montant;
  /** Dotation complémentaire ; négative si la sortie précède le dernier arrêté. */
  readonly dotation: Montant;
  readonly vnc: Montant;
  /** Solde du 145 et dépréciations comptabilisés de la part ; un transfert les laisse passer à l'autre fiche. */
  readonly solde145: Montant;
  readonly depreciation: Montant;
  /** Compte d'où part la valeur brute : l'immobilisation, ou l'en-cours. */
  readonly compte: Compte;
}

/** Un bien à un arrêté. */
export interface BienArrete {
  readonly bien: Bien;
  readonly plans: PlansDuBien;
  readonly avant: Ouverture;
  readonly etat: EtatImmo;
  /** Dotation des parts qui restent. */
  readonly dotation: Montant;
  readonly sorties: readonly SortieDePart[];
  /** Mise en service d'un en-cours : transfert 23x vers 2x de ce montant, à cette date. */
  readonly transfert:
    | {
        readonly date: Jour;
        /** Jour de la mise en service, si son mois est déjà arrêté. */
        readonly survenance: Jour | undefined;
        readonly montant: Montant;
        readonly compteEnCours: Compte;
      }
    | undefined;
  /** Variation du 145 des parts qui restent : positive, dotation. */
  readonly derogatoire: Montant;
  /** Variation des dépréciations des parts qui restent. */
  readonly depreciation: Montant;
  /** Part de la dotation qui se rattache à des exercices déjà finis à l'arrêté. */
  readonly anterieur: Montant;
  readonly enCours: Montant;
  readonly annee: Montant;
  readonly fiscalAnnee: Montant | undefined;
  /** La ligne d'historique qui fait foi pour le mois suivant. */
  readonly apres: LigneDotation;
}

export interface CadreArrete {
  readonly arrete: Jour;
  /** Exercice de l'arrêté. */
  readonly debut: Jour;
  readonly fin: Jour;
  readonly derogatoireMensuel: boolean;
  /** Premier jour qui n'est pas dans un mois fermé. */
  readonly ouvert: Jour;
}

const AUCUNE: ReadonlySet<string> = new Set();

/** Ce qui est comptabilisé avant l'arrêté : la dernière ligne de l'historique, sinon la reprise. */
export function ouvertureDe(bien: Bien, historique: readonly LigneDotation[], arrete: Jour): Ouverture {
  let derniere: LigneDotation | undefined;
  for (const d of historique) if (d.Arrete < arrete) derniere = d;
  if (derniere) {
    return {
      date: derniere.Arrete,
      cumul: derniere.Cumul,
      cumulFiscal: derniere.CumulFiscal,
      solde145: derniere.Solde145 ?? ZERO,
      depreciation: derniere.Depreciation ?? ZERO,
      sorties: partsSorties(derniere),
      enCours: derniere.Etat === 'EN_COURS',
    };
  }
  const aEnCours = bien.compteEnCours !== undefined;
  const { reprise, modeFiscal, miseEnService } = bien.fiche;
  if (reprise === undefined)
    return {
      date: undefined,
      cumul: ZERO,
      cumulFiscal: undefined,
      solde145: ZERO,
      depreciation: ZERO,
      sorties: AUCUNE,
      enCours: aEnCours,
    };
  const { date, cumul, cumulFiscal } = reprise;
  return {
    date,
    cumul,
    cumulFiscal,
    solde145: modeFiscal === undefined ? ZERO : maximum(ZERO, moins(cumulFiscal ?? cumul, cumul)),
    depreciation: somme((bien.fiche.depreciations ?? []).filter(d => d.date <= date).map(d => d.montant)),
    sorties: new Set(bien.parts.filter(p => p.sortie !== undefined && p.sortie <= date).map(p => p.id)),
    enCours: aEnCours && (miseEnService === undefined || miseEnService > date),
  };
}

function partsSorties({ Sorties }: LigneDotation): ReadonlySet<string> {
  return Sorties === undefined ? AUCUNE : new Set(Sorties.split(/[,\s]+/).filter(s => s !== ''));
}

/** Date à laquelle le 145 se lit : la fin du dernier exercice fini, ou l'arrêté si le dérogatoire est mensuel. */
export function dateDerogatoire({ arrete, debut, fin, derogatoireMensuel }: CadreArrete): Jour {
  return derogatoireMensuel || arrete >= fin ? arrete : ajouterJours(debut, -1);
}

function etatDe(bien: Bien, plans: PlansDuBien, arrete: Jour, toutSorti: boolean): EtatImmo {
  const { DateMiseEnService: mes, Previsionnel } = bien.ligne;
  if (Previsionnel === true) return 'PREVISIONNEL';
  if (toutSorti) return 'SORTI';
  const enService = mes !== undefined && mes <= arrete;
  if (bien.compteEnCours !== undefined && !enService) return 'EN_COURS';
  if (plans.economique.etat === 'NON_AMORTISSABLE') return 'NON_AMORTISSABLE';
  if (!enService) return 'EN_ATTENTE_MES';
  const { fin } = plans;
  return fin !== undefined && fin <= arrete ? 'AMORTI' : 'EN_SERVICE';
}

/** Les parts qui restent au bilan, ensemble : cumul, 145 et dépréciation à l'arrêté, et leurs variations. */
interface Restes {
  nombre: number;
  cumul: Montant;
  dotation: Montant;
  solde145: Montant;
  variation145: Montant;
  depreciation: Montant;
  variationDepreciation: Montant;
}

/** Mesure chaque part encore au bilan : elle reste, ou elle sort à cet arrêté. */
function mesurerParts(
  bien: Bien,
  plans: PlansDuBien,
  avant: Ouverture,
  cadre: CadreArrete,
  transfere: Jour | undefined,
): { sorties: SortieDePart[]; restes: Restes } {
  const { arrete, ouvert } = cadre;
  const rangs = rangsPresents(bien, avant);
  const presentes = rangs.map(i => bien.parts[i]!);
  const deja = partager(avant.cumul, presentes);
  const deja145 = partager(avant.solde145, presentes);
  const dejaDep = partager(avant.depreciation, presentes);
  const cumuls = cumulsDesParts(bien, plans, arrete);
  const vises145 = partager(plans.derogatoire.solde(dateDerogatoire(cadre)), bien.parts);
  const visesDep = partager(plans.economique.depreciation(arrete), bien.parts);
  const depart = avant.enCours && bien.compteEnCours !== undefined ? bien.compteEnCours : bien.compte;
  const sorties: SortieDePart[] = [];
  const restes: Restes = {
    nombre: 0,
    cumul: ZERO,
    dotation: ZERO,
    solde145: ZERO,
    variation145: ZERO,
    depreciation: ZERO,
    variationDepreciation: ZERO,
  };
  rangs.forEach((rang, i) => {
    const part = bien.parts[rang]!;
    const cumul = cumuls[rang]!;
    const dotation = moins(cumul, deja[i]!);
    if (part.sortie === undefined || part.sortie > arrete) {
      restes.nombre++;
      restes.cumul = plus(restes.cumul, cumul);
      restes.dotation = plus(restes.dotation, dotation);
      restes.solde145 = plus(restes.solde145, vises145[rang]!);
      restes.variation145 = plus(restes.variation145, moins(vises145[rang]!, deja145[i]!));
      restes.depreciation = plus(restes.depreciation, visesDep[rang]!);
      restes.variationDepreciation = plus(restes.variationDepreciation, moins(visesDep[rang]!, dejaDep[i]!));
      return;
    }
    // Un mois arrêté ou fermé ne s'écrit plus : l'écriture va au premier jour du mois ouvert.
    const tardive = part.sortie < ouvert || (avant.date !== undefined && part.sortie <= avant.date);
    sorties.push({
      part,
      date: tardive ? debutDeMois(arrete) : part.sortie,
      brut: part.brut,
      cumul,
      dotation,
      vnc: moins(part.brut, cumul),
      solde145: deja145[i]!,
      depreciation: dejaDep[i]!,
      compte: transfere !== undefined && transfere <= part.sortie ? bien.compte : depart,
    });
  });
  return { sorties, restes };
}

/** Rangs des parts qui n'étaient pas sorties avant l'arrêté. */
export const rangsPresents = (bien: Bien, avant: Ouverture): number[] =>
  bien.parts.map((_, i) => i).filter(i => !avant.sorties.has(bien.parts[i]!.id));

/** Part de la dotation qui se rattache à des exercices finis : ce que le plan avait déjà doté à l'ouverture. */
function anterieurDe(
  bien: Bien,
  plans: PlansDuBien,
  avant: Ouverture,
  { debut }: CadreArrete,
  periode: Montant,
): Montant {
  const veille = ajouterJours(debut, -1);
  const origine = plans.economique.debut;
  if (origine === undefined || origine > veille) return ZERO;
  // L'exercice commence là où le comptabilisé de l'exercice précédent s'est arrêté, s'il est allé jusqu'au bout.
  if (avant.date !== undefined && avant.date >= veille) return ZERO;
  const ouvertures = cumulsDesParts(bien, plans, veille);
  const avantOuverture = somme(rangsPresents(bien, avant).map(i => ouvertures[i]!));
  const anterieur = moins(avantOuverture, avant.cumul);
  return anterieur > 0 ? minimum(anterieur, maximum(periode, ZERO)) : ZERO;
}

/** Le 145 repris aux comptes : un transfert ne reprend rien, le solde passe à l'autre fiche. */
export const reprise145De = (s: SortieDePart): Montant => (s.part.type === 'TRANSFERT' ? ZERO : s.solde145);

/**
 * Un bien à l'arrêté (domaine §3.9, §3.11) : la période est le cumul à l'arrêté moins ce qui est comptabilisé, ce qui
 * rattrape de lui-même les fiches tardives ; une part qui sort dote jusqu'à sa sortie comprise, puis quitte le bilan.
 * Passer les mois un à un ou d'un seul coup donne les mêmes comptes.
 */
export function arreter(
  bien: Bien,
  plans: PlansDuBien,
  historique: readonly LigneDotation[],
  cadre: CadreArrete,
  avant: Ouverture = ouvertureDe(bien, historique, cadre.arrete),
): BienArrete {
  const { arrete, debut } = cadre;
  const mes = bien.ligne.DateMiseEnService;
  const { compteEnCours } = bien;
  const transfere =
    avant.enCours && compteEnCours !== undefined && mes !== undefined && mes <= arrete ? mes : undefined;
  const { sorties, restes } = mesurerParts(bien, plans, avant, cadre, transfere);
  const toutSorti = restes.nombre === 0;
  const periode = plus(restes.dotation, somme(sorties.map(s => s.dotation)));
  const brut = toutSorti ? ZERO : bien.brut(arrete);
  const etat = etatDe(bien, plans, arrete, toutSorti);
  const { fiscal } = plans;
  const cumulFiscal = toutSorti ? undefined : fiscal?.cumul(arrete);
  return {
    bien,
    plans,
    avant,
    etat,
    dotation: restes.dotation,
    sorties,
    transfert:
      transfere === undefined || compteEnCours === undefined
        ? undefined
        : transfert(bien, avant, transfere, compteEnCours, sorties, cadre),
    derogatoire: restes.variation145,
    depreciation: restes.variationDepreciation,
    anterieur: anterieurDe(bien, plans, avant, cadre, periode),
    enCours: etat === 'EN_COURS' ? brut : ZERO,
    annee: dotationsDeLExercice(historique, cadre, periode),
    fiscalAnnee: toutSorti ? undefined : fiscal?.dotation(debut, arrete),
    apres: {
      IdImmo: bien.id,
      Arrete: arrete,
      Economique: periode,
      Fiscale:
        cumulFiscal === undefined
          ? undefined
          : moins(cumulFiscal, avant.cumulFiscal ?? fiscalAvant(plans, avant)),
      Derogatoire: plus(restes.variation145, oppose(somme(sorties.map(reprise145De)))),
      Cumul: restes.cumul,
      CumulFiscal: cumulFiscal,
      Solde145: restes.solde145,
      Depreciation: restes.depreciation,
      Brut: brut,
      VNC: moins(brut, plus(restes.cumul, restes.depreciation)),
      Etat: etat,
      Sorties: sortiesPassees(avant, sorties),
      Compte: etat === 'EN_COURS' ? compteEnCours : bien.compte,
      CompteAmort: bien.compteAmort,
      IdEcriture: undefined,
      ...descriptionDe(bien, arrete),
    },
  };
}

function sortiesPassees(avant: Ouverture, sorties: readonly SortieDePart[]): string | undefined {
  if (avant.sorties.size + sorties.length === 0) return undefined;
  return [...avant.sorties, ...sorties.map(s => s.part.id)].sort().join(', ');
}

/** Ce que la fiche dit d'elle-même ce jour-là : l'arrêté suivant y compare la sienne. */
function descriptionDe(bien: Bien, arrete: Jour) {
  const { ligne, fiche } = bien;
  return {
    Categorie: ligne.Categorie,
    Section: bien.section(arrete),
    Localisation: bien.localisation(arrete),
    IdCollab: bien.collaborateur(arrete),
    NoSerie: ligne.NoSerie,
    DateMiseEnService: ligne.DateMiseEnService,
    DateReprise: ligne.DateReprise,
    Mode: fiche.mode,
    DureeMois: fiche.dureeMois,
  };
}

function fiscalAvant(plans: PlansDuBien, avant: Ouverture): Montant {
  return avant.date === undefined ? ZERO : (plans.fiscal?.cumul(avant.date) ?? ZERO);
}

function transfert(
  bien: Bien,
  avant: Ouverture,
  mes: Jour,
  compteEnCours: Compte,
  sorties: readonly SortieDePart[],
  { arrete, ouvert }: CadreArrete,
): BienArrete['transfert'] {
  const avantMes = sorties.filter(s => s.part.sortie! < mes).map(s => s.brut);
  const dejaSorties = bien.parts.filter(p => avant.sorties.has(p.id)).map(p => p.brut);
  const tardive = mes < ouvert || (avant.date !== undefined && mes <= avant.date);
  return {
    date: tardive ? debutDeMois(arrete) : mes,
    survenance: tardive ? mes : undefined,
    montant: moins(bien.brutEntre(mes), plus(somme(avantMes), somme(dejaSorties))),
    compteEnCours,
  };
}

/** Dotation comptabilisée depuis le premier jour de l'exercice (ou depuis la reprise), celle de l'arrêté comprise. */
export function dotationsDeLExercice(
  historique: readonly LigneDotation[],
  { arrete, debut }: Pick<CadreArrete, 'arrete' | 'debut'>,
  periode: Montant,
): Montant {
  let total = periode;
  for (const d of historique)
    if (d.Arrete >= debut && d.Arrete < arrete) total = plus(total, d.Economique ?? ZERO);
  return total;
}
