/** Contrôles du registre, bien par bien, avant et après le calcul (domaine §15, C-IMM-*). */
import {
  somme,
  texteJour,
  texteMontant,
  type Anomalie,
  type Gravite,
  type Jour,
  type Montant,
} from '../../comptabilite';
import { verifierFiche } from './calcul';
import type { BienArrete } from './registre/arreter';
import type { Bien, PlansDuBien } from './registre/bien';
import type { OptionsImmobilisations } from './registre/donnees';

type Precisions = Partial<Pick<Anomalie, 'table' | 'ligne' | 'colonne'>>;

function surFiche(
  bien: Bien,
  gravite: Gravite,
  code: string,
  message: string,
  remede: string,
  precisions: Precisions = {},
): Anomalie {
  return {
    code,
    gravite,
    table: 'Immobilisations',
    ligne: bien.ligne.ligne,
    cle: bien.id,
    message: message.includes(bien.id) ? message : `Immobilisation ${bien.id} : ${message}`,
    remede,
    ...precisions,
  };
}

/** Ce qui empêche de calculer un bien, ou mérite d'être vu ; à lire avant tout plan. */
export function controlerBien(bien: Bien, options: OptionsImmobilisations): Anomalie[] {
  const { fiche, ligne } = bien;
  const defauts = verifierFiche({
    ...fiche,
    ...(ligne.DateSortie === undefined ? {} : { sortie: { date: ligne.DateSortie } }),
  }).map(d => surFiche(bien, d.gravite, d.code, d.message, d.remede));
  return [
    ...defauts,
    ...controlerComptes(bien),
    ...controlerSortie(bien),
    ...controlerMouvements(bien),
    ...(ligne.Bloquee === true
      ? [
          surFiche(
            bien,
            'ALERTE',
            'C-IMM-16',
            'la fiche est bloquée : elle ne dote pas.',
            'Débloquez-la : le prochain arrêté rattrapera ce qui manque.',
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

function* controlerComptes(bien: Bien): Iterable<Anomalie> {
  const { ligne, fiche } = bien;
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

function* controlerSortie(bien: Bien): Iterable<Anomalie> {
  const { DateSortie, TypeSortie, PrixCessionHT, DateAcquisition } = bien.ligne;
  if (DateSortie !== undefined && TypeSortie === undefined) {
    yield surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-14',
      `sortie le ${texteJour(DateSortie)}, mais de quel type ?`,
      'Indiquez CESSION, REBUT ou DESTRUCTION.',
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

/** Ce qu'un mouvement ne peut pas dire sans rendre le plan faux : une fiche séparée le dit. */
function* controlerMouvements(bien: Bien): Iterable<Anomalie> {
  const { mouvements, complements, parts, fiche } = bien;
  const bloquer = (message: string, remede: string) =>
    surFiche(bien, 'BLOQUANT', 'C-IMM-15', message, remede, { table: 'MouvementsImmo' });
  for (const m of mouvements) {
    if (m.Montant >= 0) continue;
    yield {
      ...bloquer(
        `mouvement ${m.NoMouvement} négatif.`,
        'Saisissez un montant positif : le type donne le sens.',
      ),
      ligne: m.ligne,
    };
  }
  const reste = parts.at(-1);
  if (reste !== undefined && reste.brut < 0) {
    yield bloquer(
      `les sorties partielles dépassent la valeur brute de ${texteMontant(somme(parts.map(p => p.brut)))}.`,
      'Corrigez les montants des mouvements : ils sont en valeur brute, pas en prix.',
    );
  }
  const premiere = parts.length > 1 ? Math.min(...parts.map(p => p.sortie ?? Infinity)) : Infinity;
  if (complements.some(c => c.date > premiere)) {
    yield bloquer(
      'un complément ou un avoir suit une sortie partielle.',
      'Scindez la fiche : ce qui est sorti d’un côté, ce qui reste de l’autre.',
    );
  }
  const revises = [
    ...(fiche.versions ?? []).map(v => v.dateEffet),
    ...(fiche.depreciations ?? []).map(d => d.date),
  ];
  if (revises.some(d => d > premiere)) {
    yield bloquer(
      'une révision ou une dépréciation suit une sortie partielle.',
      'Scindez la fiche : ce qui est sorti d’un côté, ce qui reste de l’autre.',
    );
  }
  if (complements.length > 0 && fiche.modeFiscal !== undefined) {
    yield bloquer(
      'un complément après la mise en service, sur un bien qui a un plan fiscal.',
      'Créez une fiche pour le complément : il a son propre plan fiscal.',
    );
  }
}

/** Contrôles qui ont besoin du plan. */
export function controlerPlan(bien: Bien, plans: PlansDuBien, arrete: Jour): Anomalie[] {
  const anomalies: Anomalie[] = [
    ...plans.economique.alertes,
    ...(plans.fiscal?.alertes ?? []),
    ...plans.derogatoire.alertes,
  ].map(d => surFiche(bien, d.gravite, d.code, d.message, d.remede));
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

/** Contrôles du bien arrêté : C-IMM-02, C-IMM-03, rattrapage d'exercices finis, ce qui a changé depuis le dernier arrêté. */
export function* controlerArrete(
  etat: BienArrete,
  historique: readonly {
    readonly Arrete: Jour;
    readonly Cumul: Montant;
    readonly Economique?: Montant | undefined;
    readonly Compte?: string | undefined;
    readonly CompteAmort?: string | undefined;
  }[],
): Iterable<Anomalie> {
  const { bien, apres, anterieur } = etat;
  const dire = (gravite: Gravite, code: string, message: string, remede: string, precisions?: Precisions) =>
    surFiche(bien, gravite, code, message, remede, precisions);
  if ((apres.VNC ?? 0) < 0)
    yield dire(
      'BLOQUANT',
      'C-IMM-02',
      `VNC négative : ${texteMontant(apres.VNC as Montant)}.`,
      'Vérifiez la valeur brute, les avoirs et le cumul repris.',
    );
  if ((apres.Solde145 ?? 0) < 0)
    yield dire('BLOQUANT', 'C-IMM-03', 'le solde du 145 est négatif.', 'Vérifiez le cumul fiscal repris.');
  if (anterieur > 0)
    yield dire(
      'ALERTE',
      'C-IMM-12',
      `${texteMontant(anterieur)} de dotation se rattachent à des exercices finis.`,
      'Correction d’erreur passée en 681 ; si elle est significative, portez-la en 6871 (PCG art. 513-5).',
    );
  const anciennes = historique.filter(d => d.Arrete < apres.Arrete);
  const premiere = anciennes[0];
  if (premiere !== undefined) {
    const ouverture = premiere.Cumul - (premiere.Economique ?? 0);
    const repris = bien.ligne.DateReprise === undefined ? 0 : (bien.ligne.CumulReprise ?? 0);
    const sansSortie = !bien.parts.some(p => p.sortie !== undefined && p.sortie <= premiere.Arrete);
    if (sansSortie && ouverture !== repris)
      yield dire(
        'BLOQUANT',
        'C-IMM-10',
        `la reprise a changé depuis la première dotation (elle valait ${texteMontant(ouverture as Montant)}).`,
        'Rétablissez la date et le cumul de reprise : ils sont figés ; corrigez par une révision du plan.',
        { colonne: 'CumulReprise' },
      );
  }
  const derniere = anciennes.at(-1);
  const attendu = etat.avant.enCours ? bien.compteEnCours : bien.compte;
  if (derniere?.Compte !== undefined && derniere.Compte !== attendu)
    yield dire(
      'BLOQUANT',
      'C-IMM-13',
      `son compte était ${derniere.Compte} au dernier arrêté, il est ${attendu ?? 'vide'}.`,
      `Rétablissez ${derniere.Compte} ; pour changer de catégorie, sortez la fiche et créez-en une autre par reprise.`,
      { colonne: 'Compte' },
    );
  if (derniere?.CompteAmort !== undefined && derniere.CompteAmort !== bien.compteAmort)
    yield dire(
      'BLOQUANT',
      'C-IMM-13',
      `ses amortissements étaient au ${derniere.CompteAmort}, ils seraient au ${bien.compteAmort ?? 'vide'}.`,
      `Rétablissez ${derniere.CompteAmort} sur la fiche.`,
      { colonne: 'CompteAmort' },
    );
}
