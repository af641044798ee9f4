import {
  ajouterJours,
  maximum,
  minimum,
  moins,
  oppose,
  plus,
  texteJour,
  texteMontant,
  ZERO,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { coefficientDe } from './coefficients';
import { enFraction, segmentDegressif, segmentFige, type RegleDegressive } from './degressif';
import { calendrier, position, type Calendrier } from './exercices';
import { segmentLineaire } from './lineaire';
import { assembler, cumulDans, etatDe } from './plan';
import type { Segment } from './segment';
import type { Bornes, Defaut, Depreciation, Fiche, OptionsEconomiques, Plan, Version } from './types';

/** Un événement du plan, à partir du jour où il le change ; `rang` départage ceux du même jour. */
type Evenement =
  | { readonly effet: Jour; readonly rang: 0; readonly reprise: Montant }
  | { readonly effet: Jour; readonly rang: 1; readonly depreciation: Depreciation }
  | { readonly effet: Jour; readonly rang: 2; readonly version: Version };

const veille = (d: Jour) => ajouterJours(d, -1);
const lendemain = (d: Jour) => ajouterJours(d, 1);

/** @throws RangeError pour une fiche que `verifierFiche` déclare bloquante et qui n'a pas de plan. */
function exigerCalculable(fiche: Fiche): void {
  const { id, brut, residuelle, dureeMois, mode } = fiche;
  if (brut < 0 || residuelle < 0 || residuelle > brut)
    throw new RangeError(`${id} : la valeur résiduelle doit être entre 0 et la valeur brute.`);
  if (mode === 'NON_AMORTISSABLE') return;
  if (mode !== 'LINEAIRE' && mode !== 'DEGRESSIF')
    throw new RangeError(`${id} : le mode ${String(mode)} ne se calcule pas.`);
  if (!Number.isInteger(dureeMois) || dureeMois < 1 || dureeMois > 600)
    throw new RangeError(`${id} : durée de ${dureeMois} mois ; 1 à 600 mois entiers sont attendus.`);
}

/** Construit la suite des segments en déroulant les événements dans l'ordre de leurs dates. */
class Chantier {
  readonly segments: Segment[] = [];
  /** Le même plan sans aucune dépréciation : il plafonne les reprises (domaine §3.7). */
  readonly sans: Segment[] = [];
  readonly depreciations: { date: Jour; cumul: Montant }[] = [];
  readonly alertes: Defaut[] = [];
  private deprecie: Montant = ZERO;
  private residuelle: Montant;

  constructor(
    private readonly fiche: Fiche,
    private readonly calendrier: Calendrier,
    private readonly options: OptionsEconomiques,
  ) {
    this.residuelle = fiche.residuelle;
    const depart = this.initial();
    this.segments.push(depart);
    this.sans.push(depart);
  }

  private initial(): Segment {
    const { fiche } = this;
    const base = moins(fiche.brut, fiche.residuelle);
    if (fiche.mode === 'NON_AMORTISSABLE') return segmentFige(fiche.acquisition);
    if (fiche.miseEnService === undefined) return segmentFige(fiche.acquisition);
    if (fiche.mode === 'LINEAIRE')
      return segmentLineaire(fiche.convention, fiche.miseEnService, fiche.dureeMois, ZERO, base);
    const debut = Math.max(fiche.acquisition, fiche.miseEnService) as Jour;
    return segmentDegressif(this.regle(fiche.acquisition, fiche.dureeMois), debut, 0, ZERO, base);
  }

  /** Le coefficient suit la durée d'origine, pour toute la vie du bien. */
  private regle(acquisition: Jour, dureeMois: number): RegleDegressive {
    return {
      acquisition,
      dureeMois,
      coefficient: enFraction(coefficientDe(this.fiche, this.fiche.dureeMois, this.options)),
      reste: this.options.reste ?? 'EXERCICES',
      calendrier: this.calendrier,
    };
  }

  private versionner(version: Version, effet: Jour, avant: Montant, base: Montant): Segment {
    const { dureeRestanteMois: n, mode } = version;
    if (mode === 'NON_AMORTISSABLE') return segmentFige(effet, avant);
    if (!Number.isInteger(n) || n < 1 || n > 600)
      throw new RangeError(`${this.fiche.id} : durée restante de ${n} mois ; 1 à 600 mois sont attendus.`);
    if (mode === 'LINEAIRE') return segmentLineaire(this.fiche.convention, effet, n, avant, base);
    return segmentDegressif(this.regle(effet, n), effet, position(veille(effet)), avant, base);
  }

  private cumul(d: Jour): Montant {
    return cumulDans(this.segments, d);
  }

  private net(segments: readonly Segment[], d: Jour): Montant {
    return moins(this.fiche.brut, cumulDans(segments, d));
  }

  private alerter(code: string, message: string, remede: string): void {
    this.alertes.push({ code, gravite: 'ALERTE', message: `${this.fiche.id} : ${message}`, remede });
  }

  /** Le passé est ce qui a été repris ; ce qui reste s'étale jusqu'à la date de fin d'origine. */
  reprendre(date: Jour, cumul: Montant): void {
    const reste = (deprecie: Montant) =>
      maximum(ZERO, moins(moins(this.fiche.brut, this.residuelle), plus(cumul, deprecie)));
    for (const [liste, deprecie] of [
      [this.segments, this.deprecie],
      [this.sans, ZERO],
    ] as const)
      liste.push(dernier(liste).reprendre(date, cumul, reste(deprecie)));
  }

  reviser(version: Version): void {
    const effet = Math.max(version.dateEffet, this.fiche.miseEnService ?? version.dateEffet) as Jour;
    const avant = this.cumul(veille(effet));
    const vnc = moins(moins(this.fiche.brut, avant), this.deprecie);
    if (version.base > vnc)
      this.alerter(
        'C-IMM-REVISION',
        `la révision du ${texteJour(effet)} amortit ${texteMontant(version.base)} €, plus que la VNC de ${texteMontant(vnc)} € ; ramené à la VNC`,
        'Corrigez la base de la révision : VNC à la date moins la nouvelle valeur résiduelle.',
      );
    const base = maximum(ZERO, minimum(version.base, vnc));
    this.residuelle = moins(vnc, base);
    const avantSans = cumulDans(this.sans, veille(effet));
    const baseSans = maximum(ZERO, moins(moins(this.fiche.brut, avantSans), this.residuelle));
    this.segments.push(this.versionner(version, effet, avant, base));
    this.sans.push(this.versionner(version, effet, avantSans, baseSans));
  }

  deprecier({ date, montant }: Depreciation): void {
    const vnc = moins(this.net(this.segments, date), this.deprecie);
    const plafond =
      montant >= 0
        ? maximum(ZERO, vnc)
        : maximum(ZERO, minimum(this.deprecie, moins(this.net(this.sans, date), vnc)));
    const demande = montant >= 0 ? montant : oppose(montant);
    if (demande > plafond)
      this.alerter(
        'C-IMM-DEPRECIATION',
        `${montant >= 0 ? 'dépréciation' : 'reprise de dépréciation'} du ${texteJour(date)} ramenée de ${texteMontant(demande)} € à ${texteMontant(plafond)} €`,
        montant >= 0
          ? 'Une dépréciation ne dépasse pas la valeur nette comptable : corrigez le montant.'
          : 'Une reprise ne porte pas la VNC au-delà de celle d’un plan sans dépréciation : corrigez le montant.',
      );
    const retenu = minimum(demande, plafond);
    this.deprecie = montant >= 0 ? plus(this.deprecie, retenu) : moins(this.deprecie, retenu);
    this.depreciations.push({ date, cumul: this.deprecie });
    const base = maximum(ZERO, moins(moins(this.net(this.segments, date), this.deprecie), this.residuelle));
    this.segments.push(dernier(this.segments).reprendre(date, this.cumul(date), base));
  }

  /** Option PLAN : le passé théorique reste, l'écart avec le repris tombe dans la première dotation. */
  signalerEcart(date: Jour, cumul: Montant): void {
    const ecart = moins(this.cumul(date), cumul);
    if (ecart !== 0)
      this.alerter(
        'C-IMM-REPRISE',
        `le plan théorique donne ${texteMontant(this.cumul(date))} € au ${texteJour(date)}, la reprise ${texteMontant(cumul)} € ; l'écart de ${texteMontant(ecart)} € va dans la première dotation`,
        'Vérifiez le cumul repris, ou choisissez la reprise prospective.',
      );
  }
}

function dernier(segments: readonly Segment[]): Segment {
  const trouve = segments[segments.length - 1];
  if (!trouve) throw new Error('Un plan a toujours un segment.');
  return trouve;
}

function evenements(fiche: Fiche): Evenement[] {
  const { reprise, versions = [], depreciations = [] } = fiche;
  const liste: Evenement[] = [
    ...(reprise ? [{ effet: lendemain(reprise.date), rang: 0 as const, reprise: reprise.cumul }] : []),
    ...depreciations.map(d => ({ effet: lendemain(d.date), rang: 1 as const, depreciation: d })),
    ...versions.map(v => ({ effet: v.dateEffet, rang: 2 as const, version: v })),
  ];
  return liste.length > 1 ? liste.sort((a, b) => a.effet - b.effet || a.rang - b.rang) : liste;
}

/**
 * Plan économique d'un bien : ce qui va au 28x et au 6811, quel que soit le mode (domaine §3.3, §3.7, §3.8).
 * Sans mise en service, l'amortissement attend : cumul nul.
 * Ex. : 12 000,00 €, 36 mois, MES 12/05/2026 : plan.cumul(31/12/2026) = 2 544,44 €.
 * @throws RangeError si la fiche n'a pas de plan (voir {@link verifierFiche}).
 */
export function planEconomique(
  fiche: Fiche,
  exercices: readonly Bornes[],
  options: OptionsEconomiques = {},
): Plan {
  exigerCalculable(fiche);
  const chantier = new Chantier(fiche, calendrier(exercices), options);
  const enAttente = etatDe(fiche) === 'EN_ATTENTE_MES';
  for (const e of evenements(fiche)) {
    if (e.rang === 1) chantier.deprecier(e.depreciation);
    else if (e.rang === 2) {
      if (!enAttente) chantier.reviser(e.version);
    } else if (options.reprise === 'PLAN') chantier.signalerEcart(veille(e.effet), e.reprise);
    else chantier.reprendre(veille(e.effet), e.reprise);
  }
  const { segments, depreciations, alertes } = chantier;
  return assembler({ fiche, segments, depreciations, alertes, repris: fiche.reprise?.cumul });
}
