import { moins, texteJour, texteMontant, type Jour, type Taux } from '../../../comptabilite';
import { COEFFICIENTS_39A, coefficientDegressif } from './coefficients';
import { rangDuMois } from './exercices';
import type { Defaut, FicheSaisie, OptionsFiscales } from './types';

type Constat = Pick<Defaut, 'code' | 'gravite' | 'remede'> & {
  readonly phrase: string;
  readonly en?: { readonly phrase: string; readonly remede: string };
};

const bloquant = (code: string, phrase: string, remede: string): Constat => ({
  code,
  gravite: 'BLOQUANT',
  phrase,
  remede,
});
const alerte = (code: string, phrase: string, remede: string): Constat => ({
  code,
  gravite: 'ALERTE',
  phrase,
  remede,
});

/** Le constat, et ce qu'il dit en anglais. */
const enAnglais = (constat: Constat, phrase: string, remede: string): Constat => ({
  ...constat,
  en: { phrase, remede },
});

/** Nombre écrit à la française. */
const fr = (n: number | Taux) => n.toString().replace('.', ',');
const dureeValide = (n: number) => Number.isInteger(n) && n >= 1 && n <= 600;
const anneesEntieres = (n: number) => n >= 36 && n % 12 === 0;
const amortissable = (f: FicheSaisie) => f.mode === 'LINEAIRE' || f.mode === 'DEGRESSIF';

function* montants({ brut, residuelle }: FicheSaisie): Generator<Constat> {
  if (brut < 0)
    yield bloquant(
      'C-IMM-BRUT',
      `la valeur brute est négative (${texteMontant(brut)} €)`,
      "Vérifiez les mouvements : les avoirs ne peuvent pas dépasser l'acquisition.",
    );
  if (residuelle < 0)
    yield bloquant(
      'C-IMM-RESIDUELLE',
      `la valeur résiduelle est négative (${texteMontant(residuelle)} €)`,
      'Indiquez 0, ou une valeur résiduelle significative et mesurable.',
    );
  else if (brut >= 0 && residuelle > brut)
    yield enAnglais(
      bloquant(
        'C-IMM-RESIDUELLE',
        `la valeur résiduelle (${texteMontant(residuelle)} €) dépasse la valeur brute (${texteMontant(brut)} €)`,
        'Ramenez la valeur résiduelle à la valeur brute au plus ; 0 dans le doute.',
      ),
      `the residual value (€${texteMontant(residuelle, 'en')}) exceeds the gross value (€${texteMontant(brut, 'en')})`,
      'Bring the residual value down to the gross value at most; 0 when in doubt.',
    );
}

function* mode(fiche: FicheSaisie): Generator<Constat> {
  const { dureeMois } = fiche;
  if (fiche.mode === 'UNITES_OEUVRE' || fiche.versions?.some(v => v.mode === 'UNITES_OEUVRE'))
    yield bloquant(
      'C-IMM-MODE',
      "l'amortissement par unités d'œuvre n'est pas calculé",
      'Choisissez LINEAIRE, DEGRESSIF ou NON_AMORTISSABLE.',
    );
  if (!amortissable(fiche)) return;
  if (!dureeValide(dureeMois))
    yield enAnglais(
      bloquant(
        'C-IMM-05',
        `durée de ${fr(dureeMois)} mois`,
        'Indiquez une durée de 1 à 600 mois entiers, ou le mode NON_AMORTISSABLE.',
      ),
      `life of ${dureeMois} months`,
      'Enter a life of 1 to 600 whole months, or the method NON_AMORTISSABLE.',
    );
  else if (fiche.mode === 'DEGRESSIF') yield* degressif(dureeMois, 'durée');
  if (fiche.mode === 'DEGRESSIF')
    yield alerte(
      'C-IMM-06',
      "le dégressif est présenté comme rythme économique : toute l'annuité va au 28x, rien au 145",
      'Justifiez ce rythme (PCG art. 214-13), ou mettez Mode LINEAIRE et ModeFiscal DEGRESSIF.',
    );
}

function* degressif(dureeMois: number, quoi: string): Generator<Constat> {
  if (!anneesEntieres(dureeMois))
    yield bloquant(
      'C-IMM-05',
      `${quoi} de ${dureeMois} mois : le dégressif demande des années entières, trois au moins`,
      'Corrigez la durée (36, 48, 60… mois) ou passez au linéaire.',
    );
}

function* fiscal(fiche: FicheSaisie, options: OptionsFiscales): Generator<Constat> {
  const { modeFiscal, dureeFiscaleMois, dureeMois, coefficient, acquisition } = fiche;
  if (!amortissable(fiche)) return;
  if (modeFiscal === undefined && dureeFiscaleMois !== undefined)
    yield alerte(
      'C-IMM-FISCAL',
      'une durée fiscale est donnée sans mode fiscal : pas de plan fiscal, pas de dérogatoire',
      'Indiquez le mode fiscal, ou videz la durée fiscale.',
    );
  const duree = modeFiscal === undefined ? dureeMois : (dureeFiscaleMois ?? dureeMois);
  if (modeFiscal !== undefined && dureeFiscaleMois !== undefined && !dureeValide(dureeFiscaleMois))
    yield bloquant(
      'C-IMM-05',
      `durée fiscale de ${fr(dureeFiscaleMois)} mois`,
      'Indiquez une durée fiscale de 1 à 600 mois entiers, ou laissez-la vide pour reprendre la durée du bien.',
    );
  else if (modeFiscal === 'DEGRESSIF' && dureeValide(duree)) yield* degressif(duree, 'durée fiscale');
  const utilise = modeFiscal === 'DEGRESSIF' || fiche.mode === 'DEGRESSIF';
  const attendu = coefficientDegressif(options.coefficients ?? COEFFICIENTS_39A, acquisition, duree);
  if (utilise && coefficient?.lessThan(1))
    yield bloquant(
      'C-IMM-05',
      `coefficient dégressif de ${fr(coefficient)}, inférieur à 1`,
      'Corrigez le coefficient, ou videz-le pour prendre celui de la table.',
    );
  else if (utilise && coefficient && attendu && !coefficient.equals(attendu))
    yield alerte(
      'C-IMM-05',
      `coefficient dégressif de ${fr(coefficient)} au lieu de ${fr(attendu)} pour ${duree} mois`,
      'Vérifiez le coefficient forcé, ou videz-le pour prendre celui de la table.',
    );
  const facteur = modeFiscal === 'DEGRESSIF' ? (coefficient ?? attendu)?.toNumber() : 1;
  if (modeFiscal && fiche.mode === 'LINEAIRE' && facteur !== undefined && facteur * dureeMois < duree)
    yield enAnglais(
      alerte(
        'C-IMM-FISCAL',
        `le plan fiscal (${duree} mois) est plus lent que le plan économique (${dureeMois} mois) : pas de dérogatoire`,
        "Réintégrez l'excédent économique hors comptabilité, ou corrigez la durée fiscale.",
      ),
      `the tax plan (${duree} months) is slower than the economic plan (${dureeMois} months): no excess tax charge`,
      'Add the economic excess back in the tax return, or correct the tax life.',
    );
}

function* dates(fiche: FicheSaisie): Generator<Constat> {
  const { acquisition, miseEnService, sortie } = fiche;
  if (amortissable(fiche) && miseEnService === undefined)
    yield enAnglais(
      alerte(
        'C-IMM-04',
        'pas de date de mise en service : aucune dotation, le bien attend',
        "Indiquez la date de mise en service, ou gérez le bien en en-cours jusqu'à elle.",
      ),
      'no in-service date: no charge, the asset waits',
      'Enter the in-service date, or keep the asset in progress until then.',
    );
  if (miseEnService !== undefined && miseEnService < acquisition)
    yield alerte(
      'C-IMM-MES',
      `mis en service le ${texteJour(miseEnService)}, avant son acquisition le ${texteJour(acquisition)}`,
      'Vérifiez les deux dates.',
    );
  if (sortie && sortie.date < acquisition)
    yield enAnglais(
      bloquant(
        'C-IMM-SORTIE',
        `sorti le ${texteJour(sortie.date)}, avant son acquisition le ${texteJour(acquisition)}`,
        'Corrigez la date de sortie ou la date d’acquisition.',
      ),
      `disposed of on ${texteJour(sortie.date)}, before its acquisition on ${texteJour(acquisition)}`,
      'Correct the disposal date or the acquisition date.',
    );
}

function finTheorique({ miseEnService, dureeMois }: FicheSaisie): number {
  return miseEnService === undefined ? Infinity : rangDuMois(miseEnService) + dureeMois;
}

function* reprise(fiche: FicheSaisie): Generator<Constat> {
  const { reprise: r, brut, residuelle, modeFiscal, sortie } = fiche;
  if (!r) return;
  const base = moins(brut, residuelle);
  if (r.cumul < 0 || r.cumul > base)
    yield bloquant(
      'C-IMM-REPRISE',
      `cumul repris de ${texteMontant(r.cumul)} €, hors de 0 à ${texteMontant(base)} €`,
      'Corrigez le cumul repris : il ne dépasse pas la valeur brute moins la valeur résiduelle.',
    );
  else if (amortissable(fiche) && r.cumul < base && rangDuMois(r.date) >= finTheorique(fiche))
    yield alerte(
      'C-IMM-REPRISE',
      `repris le ${texteJour(r.date)}, après la fin de son plan, avec ${texteMontant(moins(base, r.cumul))} € à amortir : tout passe le lendemain`,
      'Vérifiez la durée et le cumul repris, ou révisez le plan.',
    );
  if (r.cumulFiscal !== undefined && (r.cumulFiscal < 0 || r.cumulFiscal > brut))
    yield bloquant(
      'C-IMM-REPRISE',
      `cumul fiscal repris de ${texteMontant(r.cumulFiscal)} €, hors de 0 à ${texteMontant(brut)} €`,
      'Corrigez le cumul fiscal repris : il ne dépasse pas la valeur brute.',
    );
  if (modeFiscal !== undefined && r.cumulFiscal === undefined)
    yield alerte(
      'C-IMM-REPRISE',
      'reprise sans cumul fiscal : il est supposé égal au cumul économique, sans dérogatoire d’ouverture',
      'Indiquez le cumul fiscal repris : le 145 d’ouverture est sa différence avec le cumul économique.',
    );
  if (sortie && sortie.date <= r.date)
    yield alerte(
      'C-IMM-REPRISE',
      `sorti le ${texteJour(sortie.date)}, avant la reprise du ${texteJour(r.date)}`,
      'Ne reprenez pas un bien déjà sorti, ou corrigez la date de sortie.',
    );
}

function* evolutions(fiche: FicheSaisie): Generator<Constat> {
  const vues = new Set<Jour>();
  for (const v of fiche.versions ?? []) {
    if (vues.has(v.dateEffet))
      yield bloquant(
        'C-IMM-REVISION',
        `deux révisions au ${texteJour(v.dateEffet)}`,
        'Gardez une seule révision par date.',
      );
    vues.add(v.dateEffet);
    if (v.base < 0 || (v.mode !== 'NON_AMORTISSABLE' && !dureeValide(v.dureeRestanteMois)))
      yield bloquant(
        'C-IMM-REVISION',
        `révision du ${texteJour(v.dateEffet)} : base de ${texteMontant(v.base)} €, durée restante de ${v.dureeRestanteMois} mois`,
        'Indiquez une base positive ou nulle et une durée restante de 1 à 600 mois entiers.',
      );
  }
  let cumul = 0;
  for (const d of [...(fiche.depreciations ?? [])].sort((a, b) => a.date - b.date)) {
    cumul += d.montant;
    if (cumul < 0)
      yield bloquant(
        'C-IMM-DEPRECIATION',
        `les reprises de dépréciation dépassent les dotations au ${texteJour(d.date)}`,
        'Corrigez les montants : une reprise ne dépasse pas ce qui a été déprécié.',
      );
    if (fiche.sortie && d.date > fiche.sortie.date)
      yield alerte(
        'C-IMM-DEPRECIATION',
        `dépréciation du ${texteJour(d.date)}, après la sortie`,
        'Retirez-la : la sortie reprend déjà les dépréciations.',
      );
  }
}

/**
 * Ce qui ne va pas dans une fiche : BLOQUANT, elle n'a pas de plan ; ALERTE, le plan se calcule et la phrase dit
 * ce qu'il faut vérifier. Codes C-IMM-04 à 06 : domaine §15 ; les autres nomment le champ. Vide : rien à dire.
 */
export function verifierFiche(fiche: FicheSaisie, options: OptionsFiscales = {}): Defaut[] {
  const constats = [
    ...montants(fiche),
    ...mode(fiche),
    ...fiscal(fiche, options),
    ...dates(fiche),
    ...reprise(fiche),
    ...evolutions(fiche),
  ];
  return constats.map(({ code, gravite, phrase, remede, en }) => ({
    code,
    gravite,
    message: `${fiche.id} : ${phrase}`,
    remede,
    ...(en && { en: { message: `${fiche.id}: ${en.phrase}`, remede: en.remede } }),
  }));
}
