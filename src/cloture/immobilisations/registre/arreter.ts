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
import { cumulsDesParts, partager, type Bien, type Part, type PlansDuBien } from './bien';

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
  readonly reprise145: Montant;
  readonly repriseDepreciation: Montant;
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
    { readonly date: Jour; readonly montant: Montant; readonly compteEnCours: Compte } | undefined;
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

/** Ce qui est comptabilisé avant l'arrêté : la dernière ligne de l'historique, sinon la reprise. */
export function ouvertureDe(bien: Bien, historique: readonly LigneDotation[], arrete: Jour): Ouverture {
  const derniere = historique.filter(d => d.Arrete < arrete).at(-1);
  if (derniere) {
    return {
      date: derniere.Arrete,
      cumul: derniere.Cumul,
      cumulFiscal: derniere.CumulFiscal,
      solde145: derniere.Solde145 ?? ZERO,
      depreciation: derniere.Depreciation ?? ZERO,
      sorties: new Set((derniere.Sorties ?? '').split(/[,\s]+/).filter(s => s !== '')),
      enCours: derniere.Etat === 'EN_COURS',
    };
  }
  const { DateReprise: date, CumulReprise, CumulFiscalReprise, ModeFiscal, DateMiseEnService } = bien.ligne;
  const aEnCours = bien.compteEnCours !== undefined;
  if (date === undefined) {
    const rien = { cumul: ZERO, cumulFiscal: undefined, solde145: ZERO, depreciation: ZERO };
    return { ...rien, date: undefined, sorties: new Set(), enCours: aEnCours };
  }
  const cumul = CumulReprise ?? ZERO;
  const ouverture145 =
    ModeFiscal === undefined ? ZERO : maximum(ZERO, moins(CumulFiscalReprise ?? cumul, cumul));
  return {
    date,
    cumul,
    cumulFiscal: CumulFiscalReprise,
    solde145: ouverture145,
    depreciation: somme((bien.fiche.depreciations ?? []).filter(d => d.date <= date).map(d => d.montant)),
    sorties: new Set(bien.parts.filter(p => p.sortie !== undefined && p.sortie <= date).map(p => p.id)),
    enCours: aEnCours && (DateMiseEnService === undefined || DateMiseEnService > date),
  };
}

/** Date à laquelle le 145 se lit : la fin du dernier exercice fini, ou l'arrêté si le dérogatoire est mensuel. */
function dateDerogatoire({ arrete, debut, fin, derogatoireMensuel }: CadreArrete): Jour {
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

/** Une part qui reste au bilan : son cumul, son 145 et sa dépréciation à l'arrêté, et leurs variations. */
interface PartRestante {
  readonly cumul: Montant;
  readonly dotation: Montant;
  readonly s145: Montant;
  readonly v145: Montant;
  readonly dep: Montant;
  readonly vDep: Montant;
}

/** Mesure chaque part encore au bilan : elle reste, ou elle sort à cet arrêté. */
function mesurerParts(
  bien: Bien,
  plans: PlansDuBien,
  avant: Ouverture,
  cadre: CadreArrete,
  transfere: Jour | undefined,
): { sorties: SortieDePart[]; restes: PartRestante[] } {
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
  const restes: PartRestante[] = [];
  rangs.forEach((rang, i) => {
    const part = bien.parts[rang]!;
    const cumul = cumuls[rang]!;
    const dotation = moins(cumul, deja[i]!);
    if (part.sortie === undefined || part.sortie > arrete) {
      const [s145, dep] = [vises145[rang]!, visesDep[rang]!];
      restes.push({
        cumul,
        dotation,
        s145,
        v145: moins(s145, deja145[i]!),
        dep,
        vDep: moins(dep, dejaDep[i]!),
      });
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
      reprise145: deja145[i]!,
      repriseDepreciation: dejaDep[i]!,
      compte: transfere !== undefined && transfere <= part.sortie ? bien.compte : depart,
    });
  });
  return { sorties, restes };
}

const rangsPresents = (bien: Bien, avant: Ouverture): number[] =>
  bien.parts.map((_, i) => i).filter(i => !avant.sorties.has(bien.parts[i]!.id));

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
): BienArrete {
  const { arrete, debut } = cadre;
  const avant = ouvertureDe(bien, historique, arrete);
  const { DateMiseEnService: mes } = bien.ligne;
  const transfere =
    avant.enCours && bien.compteEnCours !== undefined && mes !== undefined && mes <= arrete ? mes : undefined;
  const { sorties, restes } = mesurerParts(bien, plans, avant, cadre, transfere);
  const toutSorti = restes.length === 0;
  const cumulRestant = somme(restes.map(r => r.cumul));
  const depRestante = somme(restes.map(r => r.dep));
  const solde145 = somme(restes.map(r => r.s145));
  const dotation = somme(restes.map(r => r.dotation));
  const periode = plus(dotation, somme(sorties.map(s => s.dotation)));
  const v145 = somme(restes.map(r => r.v145));
  const vDep = somme(restes.map(r => r.vDep));
  const brut = toutSorti ? ZERO : bien.brut(arrete);
  const etat = etatDe(bien, plans, arrete, toutSorti);
  const veille = ajouterJours(debut, -1);
  const ouvertures = cumulsDesParts(bien, plans, veille);
  const avantOuverture = somme(rangsPresents(bien, avant).map(i => ouvertures[i]!));
  // L'exercice commence là où le comptabilisé de l'exercice précédent s'est arrêté, s'il est allé jusqu'au bout.
  const anterieur =
    avant.date !== undefined && avant.date >= veille ? ZERO : moins(avantOuverture, avant.cumul);
  const fiscal = plans.fiscal;
  const cumulFiscal = fiscal?.cumul(arrete);
  return {
    bien,
    plans,
    avant,
    etat,
    dotation,
    sorties,
    transfert:
      transfere === undefined || bien.compteEnCours === undefined
        ? undefined
        : transfert(bien, avant, transfere, bien.compteEnCours, sorties, cadre),
    derogatoire: v145,
    depreciation: vDep,
    anterieur: anterieur > 0 ? minimum(anterieur, maximum(periode, ZERO)) : ZERO,
    enCours: etat === 'EN_COURS' ? brut : ZERO,
    annee: annee(historique, cadre, periode),
    fiscalAnnee: fiscal === undefined || toutSorti ? undefined : fiscal.dotation(debut, arrete),
    apres: {
      IdImmo: bien.id,
      Arrete: arrete,
      Economique: periode,
      Fiscale:
        cumulFiscal === undefined || toutSorti
          ? undefined
          : moins(cumulFiscal, avant.cumulFiscal ?? fiscalAvant(plans, avant)),
      Derogatoire: plus(v145, oppose(somme(sorties.map(s => s.reprise145)))),
      Cumul: cumulRestant,
      CumulFiscal: toutSorti ? undefined : cumulFiscal,
      Solde145: solde145,
      Depreciation: depRestante,
      Brut: brut,
      VNC: moins(brut, plus(cumulRestant, depRestante)),
      Etat: etat,
      Sorties: [...avant.sorties, ...sorties.map(s => s.part.id)].sort().join(', ') || undefined,
      Compte: etat === 'EN_COURS' ? bien.compteEnCours : bien.compte,
      CompteAmort: bien.compteAmort,
      IdEcriture: undefined,
    },
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
  return {
    date: mes < ouvert || (avant.date !== undefined && mes <= avant.date) ? debutDeMois(arrete) : mes,
    montant: moins(bien.brutEntre(mes), plus(somme(avantMes), somme(dejaSorties))),
    compteEnCours,
  };
}

/** Dotation comptabilisée depuis le premier jour de l'exercice (ou depuis la reprise), celle de l'arrêté comprise. */
function annee(
  historique: readonly LigneDotation[],
  { arrete, debut }: CadreArrete,
  periode: Montant,
): Montant {
  const deLExercice = historique.filter(d => d.Arrete >= debut && d.Arrete < arrete);
  return plus(periode, somme(deLExercice.map(d => d.Economique ?? ZERO)));
}
