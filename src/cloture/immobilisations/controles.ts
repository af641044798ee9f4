/** Contrôles du registre, bien par bien, avant et après le calcul (domaine §15, C-IMM-*). */
import { texteJour, texteMontant, type Anomalie, type Jour } from '../../comptabilite';
import { verifierFiche } from './calcul';
import { controlerMouvements } from './controles-mouvements';
import type { Bien } from './registre/bien';
import type { DonneesImmobilisations, OptionsImmobilisations } from './registre/donnees';
import type { PlansDuBien } from './registre/plans';
import { defautSurFiche, surFiche } from './controles-fiche';

/** Ce qui empêche de calculer un bien, ou mérite d'être vu ; à lire avant tout plan. */
export function controlerBien(
  bien: Bien,
  options: OptionsImmobilisations,
  donnees: DonneesImmobilisations,
): Anomalie[] {
  const { fiche, ligne } = bien;
  const { coefficients } = donnees;
  const defauts = verifierFiche(
    ligne.DateSortie === undefined ? fiche : { ...fiche, sortie: { date: ligne.DateSortie } },
    coefficients === undefined ? {} : { coefficients },
  ).map(d => defautSurFiche(bien, d));
  return [
    ...defauts,
    ...controlerComptes(bien),
    ...controlerSortie(bien, donnees),
    ...controlerMouvements(bien),
    ...(ligne.Bloquee === true
      ? [
          surFiche(
            bien,
            'INFO',
            'C-IMM-16',
            'la fiche est bloquée : ses dotations continuent, aucun mouvement n’est accepté.',
            'Débloquez-la pour y passer un mouvement ou une sortie.',
            { colonne: 'Bloquee' },
          ),
        ]
      : []),
    ...(options.rebutExceptionnel && ligne.TypeSortie === 'REBUT' && ligne.DateSortie !== undefined
      ? [
          surFiche(
            bien,
            'ALERTE',
            'C-IMM-14',
            'mise au rebut passée en 6871 par option.',
            'Au PCG2025, ce compte ne convient qu’à un événement majeur et inhabituel (art. 513-5).',
          ),
        ]
      : []),
  ];
}

/** Racine attendue d'un compte : un bien au 2x, ses amortissements au 28x, sa dotation au 68x. */
const RACINES = [
  ['Compte', 'compte', /^2[0-7]/, 'un compte d’immobilisation, 20x à 27x'],
  ['CompteAmort', 'compteAmort', /^28/, 'un compte d’amortissement, 28x'],
  ['CompteDotation', 'compteDotation', /^68/, 'un compte de dotation, 68x'],
] as const;

function* controlerComptes(bien: Bien): Iterable<Anomalie> {
  const { ligne, fiche } = bien;
  for (const [colonne, champ, racine, attendu] of RACINES) {
    const compte = bien[champ];
    if (compte === undefined || racine.test(compte)) continue;
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-05',
      compte === ''
        ? 'pas de compte d’immobilisation, ni sur la fiche ni sur sa catégorie.'
        : `le compte ${compte} n'est pas ${attendu}.`,
      'Remplissez-le sur la fiche, ou sur sa catégorie.',
      { colonne },
    );
  }
  if (fiche.mode !== 'NON_AMORTISSABLE') {
    for (const [nom, valeur] of [
      ['CompteAmort', bien.compteAmort],
      ['CompteDotation', bien.compteDotation],
    ] as const) {
      if (valeur !== undefined) continue;
      yield surFiche(
        bien,
        'BLOQUANT',
        'C-IMM-05',
        `pas de ${nom === 'CompteAmort' ? "compte d'amortissement (28x)" : 'compte de dotation (681x)'}.`,
        'Remplissez-le sur la fiche, ou sur sa catégorie.',
        { colonne: nom },
      );
    }
  }
  if (ligne.EnCours === true && bien.compteEnCours === undefined) {
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-05',
      'gérée en en-cours, mais sa catégorie n’a pas de compte 23x.',
      'Remplissez « Compte des en-cours » de la catégorie.',
      { colonne: 'Categorie' },
    );
  }
  if ((fiche.depreciations ?? []).length > 0 && bien.compteDepreciation === undefined) {
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-05',
      'dépréciée, mais sa catégorie n’a pas de compte 29x.',
      'Remplissez « Compte de dépréciation » de la catégorie.',
      { colonne: 'Categorie' },
    );
  }
}

function* controlerSortie(bien: Bien, donnees: DonneesImmobilisations): Iterable<Anomalie> {
  const { DateSortie, TypeSortie, PrixCessionHT, DateAcquisition, IdImmoVers } = bien.ligne;
  if (TypeSortie === 'TRANSFERT' && donnees.transferts.get(IdImmoVers ?? '')?.IdImmo !== bien.id)
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-21',
      IdImmoVers === undefined
        ? 'transférée, mais vers quelle fiche ?'
        : `deux fiches se transfèrent vers ${IdImmoVers}.`,
      'Indiquez dans « Transférée vers » la fiche qui reçoit, une par bien transféré.',
      { colonne: 'IdImmoVers' },
    );
  if (DateSortie !== undefined && TypeSortie === undefined) {
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-14',
      `sortie le ${texteJour(DateSortie)}, mais de quel type ?`,
      'Indiquez CESSION, REBUT, DESTRUCTION ou TRANSFERT.',
      { colonne: 'TypeSortie' },
    );
  }
  if (PrixCessionHT !== undefined && PrixCessionHT !== 0 && TypeSortie !== 'CESSION') {
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-14',
      `un prix de cession de ${texteMontant(PrixCessionHT)} sans cession.`,
      'Mettez CESSION en type de sortie, ou videz le prix. Une indemnité d’assurance se saisit au 757 (PCG art. 1222-75).',
      { colonne: 'PrixCessionHT' },
    );
  }
  if (PrixCessionHT !== undefined && PrixCessionHT < 0) {
    yield surFiche(bien, 'BLOQUANT', 'C-IMM-14', 'le prix de cession est négatif.', 'Saisissez-le positif.', {
      colonne: 'PrixCessionHT',
    });
  }
  for (const part of bien.parts.slice(0, -1)) {
    if (part.sortie === undefined || part.sortie >= DateAcquisition) continue;
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-14',
      `sortie partielle du ${texteJour(part.sortie)}, avant l'acquisition du ${texteJour(DateAcquisition)}.`,
      'Corrigez la date du mouvement.',
      { table: 'MouvementsImmo' },
    );
  }
}

/** Contrôles qui ont besoin du plan. */
export function controlerPlan(bien: Bien, plans: PlansDuBien, arrete: Jour): Anomalie[] {
  const anomalies: Anomalie[] = [
    ...plans.economique.alertes,
    ...(plans.fiscal?.alertes ?? []),
    ...plans.derogatoire.alertes,
  ].map(d => defautSurFiche(bien, d));
  const { fin } = plans.economique;
  for (const c of bien.complements) {
    if (fin !== undefined && c.date < fin) continue;
    anomalies.push(
      surFiche(
        bien,
        'BLOQUANT',
        'C-IMM-15',
        `complément du ${texteJour(c.date)}, après la fin du plan.`,
        'Créez une fiche pour ce complément.',
        { table: 'MouvementsImmo' },
      ),
    );
  }
  const { DateMiseEnService, DateAcquisition, Previsionnel } = bien.ligne;
  const attend =
    DateMiseEnService === undefined && bien.fiche.mode !== 'NON_AMORTISSABLE' && Previsionnel !== true;
  if (attend && arrete - DateAcquisition > 90) {
    anomalies.push(
      surFiche(
        bien,
        'ALERTE',
        'C-IMM-04',
        `acquise le ${texteJour(DateAcquisition)}, toujours pas mise en service.`,
        'Indiquez la date de mise en service : sans elle, rien ne s’amortit.',
        { colonne: 'DateMiseEnService' },
      ),
    );
  }
  if (bien.fiche.mode === 'DEGRESSIF') {
    anomalies.push(
      surFiche(
        bien,
        'ALERTE',
        'C-IMM-06',
        'le dégressif est son rythme économique : toute l’annuité va au 28x.',
        'Justifiez ce rythme (PCG art. 214-13), ou mettez LINEAIRE et un mode fiscal DEGRESSIF.',
        { colonne: 'Mode' },
      ),
    );
  }
  return dedoublonner(anomalies);
}

function dedoublonner(anomalies: readonly Anomalie[]): Anomalie[] {
  return [...new Map(anomalies.map(a => [`${a.code}|${a.message}`, a])).values()];
}
