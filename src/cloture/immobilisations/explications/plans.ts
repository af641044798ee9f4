/** Les cumuls économique et fiscal d'un bien, en arbres : les mêmes événements que le calcul, dans le même ordre. */
import { ajouterJours, ajouterMois, arbre, type Explication, type Jour } from '../../../comptabilite';
import { coefficientDe } from '../calcul/coefficients';
import type { Fiche } from '../calcul';
import { calendrier, position } from '../calcul/exercices';
import { CoefDegressif, DepreciationsImmo, Immobilisations, MouvementsImmo, PlanVersions } from '../tables';
import type { Bien } from '../registre/bien';
import type { DonneesImmobilisations, OptionsImmobilisations } from '../registre/donnees';
import { dire, instant, montantLu, nombre, nombreLu, zero, type Instant } from './feuilles';
import { degressifExplique, figeExplique, lineaireExplique, type SegmentExplique } from './rythmes';

interface Cadre {
  readonly bien: Bien;
  readonly donnees: DonneesImmobilisations;
  readonly options: OptionsImmobilisations;
}

const moinsUn = nombre(dire('Un avoir diminue', 'A credit note reduces'), -1);
const dernier = (segments: readonly SegmentExplique[]): SegmentExplique => segments[segments.length - 1]!;
const rien = zero(dire('Rien avant', 'Nothing before'));

/** Valeur brute au soir d'un jour : la cellule de la fiche, ou les mouvements. */
export function brutExplique(bien: Bien, retenu: (d: Jour) => boolean): Explication {
  if (!bien.parMouvements) return montantLu(Immobilisations, bien.ligne, 'ValeurBrute');
  const signes: Readonly<Record<string, number>> = {
    ACQUISITION: 1,
    COMPLEMENT: 1,
    AVOIR: -1,
    AVOIR_ANTERIEUR: -1,
  };
  return arbre.somme(
    dire('Valeur brute, par les mouvements', 'Gross value, from the movements'),
    bien.mouvements.flatMap(m => {
      const signe = signes[m.Type];
      if (signe === undefined || !retenu(m.Date)) return [];
      const lu = montantLu(MouvementsImmo, m, 'Montant', `${m.Type} ${m.NoMouvement}`);
      return [signe > 0 ? lu : arbre.produit(lu.libelle, [lu, moinsUn])];
    }),
    'EUR',
  );
}

const initial = (bien: Bien) =>
  brutExplique(bien, d => bien.ligne.DateMiseEnService === undefined || d <= bien.ligne.DateMiseEnService);

function dureeDe({ bien }: Cadre, colonne: 'DureeMois' | 'DureeFiscaleMois'): Explication {
  if (bien.ligne[colonne] !== undefined) return nombreLu(Immobilisations, bien.ligne, colonne);
  if (colonne === 'DureeFiscaleMois' || bien.ligne.DureeMois !== undefined)
    return nombreLu(Immobilisations, bien.ligne, 'DureeMois');
  return nombre(dire('Durée de la catégorie', 'Life of the category'), bien.fiche.dureeMois);
}

function coefficientDeLaFiche({ bien, donnees }: Cadre, mois: number): Explication {
  const { Coefficient, DateAcquisition } = bien.ligne;
  if (Coefficient !== undefined) return nombreLu(Immobilisations, bien.ligne, 'Coefficient', 'TAUX');
  const { coefficients } = donnees;
  const valeur = coefficientDe(bien.fiche, mois, coefficients === undefined ? {} : { coefficients });
  const rang = donnees.lignesCoefficients
    .filter(c => c.DateDebut <= DateAcquisition && (c.DateFin ?? Infinity) >= DateAcquisition)
    .filter(c => c.DureeMin <= mois && mois <= (c.DureeMax ?? Infinity))
    .sort((a, b) => b.DateDebut - a.DateDebut)[0];
  return rang === undefined
    ? arbre.constante(dire('Coefficient du CGI, art. 39 A', 'Statutory coefficient'), valeur, 'TAUX')
    : nombreLu(CoefDegressif, rang, 'Coefficient', 'TAUX');
}

const dateDe = (bien: Bien, colonne: 'DateAcquisition' | 'DateMiseEnService' | 'DateReprise'): Instant => ({
  jour: bien.ligne[colonne]!,
  feuille: nombreLu(Immobilisations, bien.ligne, colonne, 'DATE'),
});

/** Le premier segment d'un plan, linéaire ou dégressif. */
function premier(
  cadre: Cadre,
  mode: 'LINEAIRE' | 'DEGRESSIF',
  fiscal: boolean,
  base: Explication,
): SegmentExplique {
  const { bien, donnees, options } = cadre;
  const fiche = bien.fiche as Fiche;
  const colonne = fiscal ? 'DureeFiscaleMois' : 'DureeMois';
  const mois = dureeDe(cadre, colonne);
  const n = mois.valeur.toNumber();
  const acquisition = dateDe(bien, 'DateAcquisition');
  const mes = fiche.miseEnService;
  if (mode === 'DEGRESSIF') {
    const regle = {
      acquisition,
      mois,
      coefficient: coefficientDeLaFiche(cadre, n),
      reste: options.reste,
      calendrier: calendrier(donnees.bornes),
    };
    const debut = fiscal || mes === undefined || mes < acquisition.jour ? acquisition.jour : mes;
    return degressifExplique(regle, debut, 0, rien, base);
  }
  if (mes === undefined) return figeExplique(acquisition.jour, rien);
  const origine = dateDe(bien, 'DateMiseEnService');
  const fin = ajouterJours(ajouterMois(mes, n), -1);
  return lineaireExplique({ convention: fiche.convention, origine, mois }, fin, mes, undefined, rien, base);
}

function cumulDans(segments: readonly SegmentExplique[], d: Instant): Explication {
  for (let i = segments.length - 1; i > 0; i--)
    if (segments[i]!.debut <= d.jour) return segments[i]!.cumul(d);
  return segments[0]!.cumul(d);
}

/** Cumul fiscal au soir d'un jour ; undefined sans plan fiscal. */
export function cumulFiscalExplique(cadre: Cadre, d: Instant): Explication | undefined {
  const { bien } = cadre;
  const { modeFiscal, mode, reprise, miseEnService } = bien.fiche;
  if (modeFiscal === undefined || mode === 'NON_AMORTISSABLE') return undefined;
  const brut = initial(bien);
  const segments = [premier(cadre, modeFiscal, true, brut)];
  if (reprise === undefined || (modeFiscal === 'LINEAIRE' && miseEnService === undefined))
    return cumulDans(segments, d);
  const colonne = bien.ligne.CumulFiscalReprise === undefined ? 'CumulReprise' : 'CumulFiscalReprise';
  const repris = montantLu(Immobilisations, bien.ligne, colonne);
  if (d.jour <= reprise.date) return repris;
  const reste = plancher(arbre.difference(dire('Ce qui reste', 'What remains'), [brut, repris]));
  segments.push(segments[0]!.reprendre(dateDe(bien, 'DateReprise'), repris, reste));
  return cumulDans(segments, d);
}

const plancher = (e: Explication): Explication =>
  e.valeur.isNegative()
    ? arbre.maximum(e.libelle, [e, zero(dire('Jamais moins que zéro', 'Never below zero'))])
    : e;

/** Le plan économique, événement après événement : reprise, dépréciations, révisions. */
class PlanExplique {
  readonly segments: SegmentExplique[] = [];
  deprecie: Explication = zero(dire('Aucune dépréciation', 'No impairment'));
  private readonly brut: Explication;
  private residuelle: Explication;

  constructor(private readonly cadre: Cadre) {
    const { bien } = cadre;
    const { mode } = bien.fiche;
    this.brut = initial(bien);
    this.residuelle =
      bien.ligne.ValeurResiduelle === undefined
        ? zero(dire('Pas de valeur résiduelle', 'No residual value'))
        : montantLu(Immobilisations, bien.ligne, 'ValeurResiduelle');
    const base = this.net(this.residuelle, dire('Base amortissable', 'Depreciable base'));
    this.segments.push(
      mode === 'LINEAIRE' || mode === 'DEGRESSIF'
        ? premier(cadre, mode, false, base)
        : figeExplique(bien.fiche.acquisition, rien),
    );
    if (mode === 'DEGRESSIF' && bien.fiche.miseEnService === undefined)
      this.segments[0] = figeExplique(bien.fiche.acquisition, rien);
  }

  private net(deduit: Explication, libelle: ReturnType<typeof dire>): Explication {
    return deduit.valeur.isZero() ? this.brut : arbre.difference(libelle, [this.brut, deduit]);
  }

  cumul(d: Instant): Explication {
    const { reprise } = this.cadre.bien.fiche;
    if (reprise !== undefined && d.jour <= reprise.date)
      return montantLu(Immobilisations, this.cadre.bien.ligne, 'CumulReprise');
    return cumulDans(this.segments, d);
  }

  private reste(cumul: Explication): Explication {
    const termes = [this.brut, this.residuelle, cumul, this.deprecie].filter(
      (e, i) => i === 0 || !e.valeur.isZero(),
    );
    return plancher(arbre.difference(dire('Ce qui reste à amortir', 'What remains to depreciate'), termes));
  }

  reprendre(): void {
    const { ligne } = this.cadre.bien;
    const cumul = montantLu(Immobilisations, ligne, 'CumulReprise');
    this.segments.push(
      dernier(this.segments).reprendre(dateDe(this.cadre.bien, 'DateReprise'), cumul, this.reste(cumul)),
    );
  }

  deprecier(rang: number, retenu: Explication): void {
    const ligne = this.cadre.donnees.depreciations.get(this.cadre.bien.id)?.[rang];
    if (ligne === undefined) return;
    this.deprecie = retenu;
    const date = { jour: ligne.Date, feuille: nombreLu(DepreciationsImmo, ligne, 'Date', 'DATE') };
    const cumul = cumulDans(this.segments, date);
    this.segments.push(dernier(this.segments).reprendre(date, cumul, this.reste(cumul)));
  }

  reviser(rang: number): void {
    const { bien, donnees, options } = this.cadre;
    const version = donnees.versions.get(bien.id)?.[rang];
    if (version === undefined) return;
    const mes = bien.fiche.miseEnService;
    const effet = mes !== undefined && mes > version.DateEffet ? mes : version.DateEffet;
    const veille = ajouterJours(effet, -1);
    const avant = cumulDans(this.segments, instant(veille, dire('Veille de la révision', 'Day before')));
    const vnc = this.vnc(avant);
    const base = plancher(
      arbre.minimum(dire('Base révisée, au plus la VNC', 'Revised base, at most the book value'), [
        montantLu(PlanVersions, version, 'Base'),
        vnc,
      ]),
    );
    this.residuelle = arbre.difference(dire('Valeur résiduelle révisée', 'Revised residual value'), [
      vnc,
      base,
    ]);
    const mois = nombreLu(PlanVersions, version, 'DureeRestante');
    const origine = { jour: effet, feuille: nombreLu(PlanVersions, version, 'DateEffet', 'DATE') };
    if (version.Mode === 'LINEAIRE') {
      const { convention } = bien.fiche;
      const fin = ajouterJours(ajouterMois(effet, version.DureeRestante), -1);
      this.segments.push(lineaireExplique({ convention, origine, mois }, fin, effet, undefined, avant, base));
    } else if (version.Mode === 'DEGRESSIF') {
      const coefficient = coefficientDeLaFiche(this.cadre, bien.fiche.dureeMois);
      const regle = {
        acquisition: origine,
        mois,
        coefficient,
        reste: options.reste,
        calendrier: calendrier(donnees.bornes),
      };
      this.segments.push(degressifExplique(regle, effet, position(veille), avant, base));
    } else this.segments.push(figeExplique(effet, avant));
  }

  private vnc(cumul: Explication): Explication {
    const termes = [this.brut, cumul, this.deprecie].filter((e, i) => i === 0 || !e.valeur.isZero());
    return arbre.difference(dire('VNC', 'Book value'), termes);
  }
}

/** Dépréciation retenue après la énième : saisies cumulées, plafonds compris. */
function depreciationRetenue(
  { bien, donnees }: Cadre,
  rang: number,
  plafonnee: number | undefined,
): Explication {
  const lignes = (donnees.depreciations.get(bien.id) ?? []).slice(0, rang + 1);
  const saisies = arbre.somme(
    dire('Dépréciations et reprises', 'Impairments and reversals'),
    lignes.map(l => montantLu(DepreciationsImmo, l, 'Montant')),
    'EUR',
  );
  if (plafonnee === undefined || saisies.valeur.times(100).equals(plafonnee)) return saisies;
  return arbre.minimum(dire('Dépréciation plafonnée', 'Capped impairment'), [
    saisies,
    arbre.constante(dire('Plafond du plan', 'Cap of the plan'), plafonnee / 100, 'EUR'),
  ]);
}

/** Dépréciations au soir d'un jour ; `retenue` : ce que le calcul a retenu, en centimes. */
export function depreciationExpliquee(cadre: Cadre, d: Jour, retenue: (d: Jour) => number): Explication {
  const lignes = cadre.donnees.depreciations.get(cadre.bien.id) ?? [];
  const rang = lignes.filter(l => l.Date <= d).length - 1;
  return rang < 0
    ? zero(dire('Aucune dépréciation', 'No impairment'))
    : depreciationRetenue(cadre, rang, retenue(d));
}

/** Le plan économique d'un bien en arbres, compléments non compris. */
export function planExplique(cadre: Cadre, retenue: (d: Jour) => number): (d: Instant) => Explication {
  const { bien, donnees, options } = cadre;
  const plan = new PlanExplique(cadre);
  const { reprise, miseEnService, mode } = bien.fiche;
  const enAttente = mode !== 'NON_AMORTISSABLE' && miseEnService === undefined;
  const evenements = [
    ...(reprise === undefined || options.reprise === 'PLAN'
      ? []
      : [{ effet: reprise.date + 1, rang: 0, faire: () => plan.reprendre() }]),
    ...(donnees.depreciations.get(bien.id) ?? []).map((l, i) => ({
      effet: l.Date + 1,
      rang: 1,
      faire: () => plan.deprecier(i, depreciationExpliquee(cadre, l.Date, retenue)),
    })),
    ...(donnees.versions.get(bien.id) ?? []).map((v, i) => ({
      effet: v.DateEffet as number,
      rang: 2,
      faire: () => (enAttente ? undefined : plan.reviser(i)),
    })),
  ].sort((a, b) => a.effet - b.effet || a.rang - b.rang);
  for (const e of evenements) e.faire();
  return d => plan.cumul(d);
}
