import {
  texteJour,
  texteMontant,
  type Anomalie,
  type Gravite,
  type Jour,
  type Montant,
} from '../../comptabilite';
import type { LigneForcee } from './calcul/donnees';
import type { Dossier } from './calcul/dossier';
import type { AffaireEcartee } from './calcul/index-affaires';
import type { Mesure } from './calcul/mesures';
import type { Regularisation, TvaSurFae } from './calcul/detail';
import { tauxFige, type ArreteHistorise } from './calcul/historique';
import { echeanciersIncomplets } from './calcul/ventes';

/** Statuts où un reste à faire nul est plus souvent un oubli qu'une fin. */
const EN_COURS: ReadonlySet<string> = new Set(['PROSPECT', 'OUVERTE', 'SUSPENDUE']);

type Precisions = Partial<Pick<Anomalie, 'table' | 'ligne' | 'colonne' | 'cle'>>;

function anomalie(
  gravite: Gravite,
  code: string,
  message: string,
  remede: string,
  precisions: Precisions = {},
): Anomalie {
  return { code, gravite, message, remede, ...precisions };
}

/** Ce qu'il faut savoir de l'affaire pour la juger à un arrêté. */
export interface AffaireJugee {
  readonly dossier: Dossier;
  readonly mesure: Mesure;
  readonly arrete: Jour;
  readonly force: LigneForcee | undefined;
}

/** Tous les contrôles d'une affaire à un arrêté ; une seule BLOQUANT suffit à taire ses chiffres. */
export function controlerAffaire(a: AffaireJugee): Anomalie[] {
  return [
    ...controlerCouts(a),
    ...controlerFactures(a),
    ...controlerAvancement(a),
    ...controlerVentes(a),
    ...controlerAchats(a),
  ];
}

/** C-TPS-02 : sans coût à la date, un temps ou un planning n'a pas de valeur ; jamais zéro. */
function* controlerCouts({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  for (const m of dossier.coutsManquants) {
    if (m.table === 'Planning' && m.date <= arrete) continue;
    yield anomalie(
      'BLOQUANT',
      'C-TPS-02',
      `Affaire ${dossier.affaire.IdAffaire} : pas de coût journalier de ${m.idCollab} au ${texteJour(m.date)}.`,
      `Ajoutez à CoutsCollaborateurs un coût de ${m.idCollab} dont la date d'effet précède ce jour.`,
      { table: m.table, ligne: m.ligne, colonne: 'IdCollab', cle: m.cle },
    );
  }
}

/** C-REV-02 : une facture non validée au plus tard de l'arrêté fausse le facturé, donc FAE et PCA. */
function* controlerFactures({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  for (const f of dossier.facturesNonValidees) {
    if (f.date > arrete) continue;
    yield anomalie(
      'BLOQUANT',
      'C-REV-02',
      `La facture ${f.cle} du ${texteJour(f.date)} n'est pas validée.`,
      'Validez la facture, ou changez sa date.',
      { table: 'FacturesClients', ligne: f.ligne, colonne: 'Validee', cle: f.cle },
    );
  }
}

function* controlerAvancement({ dossier, mesure, force, arrete }: AffaireJugee): Iterable<Anomalie> {
  const { affaire } = dossier;
  const ou = { table: 'Affaires', ligne: affaire.ligne, cle: affaire.IdAffaire };
  if (force?.TauxForce !== undefined && (force.Motif ?? '').trim() === '') {
    yield anomalie(
      'BLOQUANT',
      'C-REV-04',
      `Affaire ${affaire.IdAffaire} : un % forcé au ${texteJour(arrete)} demande un motif.`,
      'Écrivez dans « Motif » la mesure physique qui justifie ce %, ou effacez le % forcé (PCG art. 622-3).',
      { table: 'CaAvancement', ligne: force.ligne, colonne: 'Motif', cle: affaire.IdAffaire },
    );
  }
  if (mesure.raf === 0 && mesure.charges !== 0 && !mesure.tauxForce && EN_COURS.has(affaire.Statut)) {
    yield anomalie(
      'BLOQUANT',
      'C-REV-03',
      `Affaire ${affaire.IdAffaire} en cours sans reste à faire : son avancement serait de 100 %.`,
      'Planifiez ce qui reste, passez l’affaire à TERMINEE, ou forcez le % avec un motif.',
      ou,
    );
  }
  if (mesure.reprevision < 0) {
    yield anomalie(
      'ALERTE',
      'C-REV-12',
      `Affaire ${affaire.IdAffaire} : reprévision négative (${texteMontant(mesure.reprevision)}) ; avancement compté 0 %.`,
      'Vérifiez les avoirs fournisseurs et les temps négatifs.',
      ou,
    );
  }
}

function* controlerVentes({ dossier, mesure, arrete }: AffaireJugee): Iterable<Anomalie> {
  const { affaire } = dossier;
  const ou = { table: 'Affaires', ligne: affaire.ligne, cle: affaire.IdAffaire };
  if (mesure.budget < 0) {
    yield anomalie(
      'ALERTE',
      'C-REV-12',
      `Affaire ${affaire.IdAffaire} : budget de vente négatif (${texteMontant(mesure.budget)}).`,
      'Vérifiez les avoirs sans facture.',
      ou,
    );
  }
  if (mesure.budget === 0 && mesure.charges !== 0) {
    yield anomalie(
      'ALERTE',
      'C-REV-08',
      `Affaire ${affaire.IdAffaire} sans vente : ses charges (${texteMontant(mesure.charges)}) pèsent sur le résultat.`,
      'Saisissez la commande si elle est signée.',
      ou,
    );
  }
  for (const nom of echeanciersIncomplets(dossier.postes, arrete)) {
    yield anomalie(
      'ALERTE',
      'C-REV-11',
      `Commande ${nom} : l'échéancier validé n'atteint pas la commande ; le reste est gardé au budget.`,
      "Complétez ou validez l'échéancier.",
      { table: 'LignesCommande', cle: nom },
    );
  }
}

function* controlerAchats({ dossier, mesure, arrete }: AffaireJugee): Iterable<Anomalie> {
  const { affaire } = dossier;
  const ou = { table: 'Affaires', ligne: affaire.ligne, cle: affaire.IdAffaire };
  for (const f of dossier.achatsNonValides) {
    if (f.date > arrete) continue;
    yield anomalie(
      'ALERTE',
      'C-AP-02',
      `Facture d'achat ${f.cle} non validée et sans réception : ${texteMontant(f.montant)} hors des charges.`,
      'Validez-la, ou saisissez la réception.',
      { table: 'FacturesFournisseurs', ligne: f.ligne, colonne: 'Validee', cle: f.cle },
    );
  }
  if (
    dossier.regle.chargesTempsEtAchats &&
    dossier.planningExterne.apres(arrete) > 0 &&
    mesure.commandesOuvertes === 0
  ) {
    yield anomalie(
      'ALERTE',
      'C-REV-13',
      `Affaire ${affaire.IdAffaire} : des jours d'externes sont planifiés sans commande d'achat ouverte.`,
      'Saisissez la commande : le coût d’un externe vient de ses achats.',
      ou,
    );
  }
  const nonComptes = dossier.tempsNonComptes.auPlusTard(arrete);
  if (nonComptes > 0) {
    yield anomalie(
      'ALERTE',
      'C-TPS-01',
      `Affaire ${affaire.IdAffaire} : ${nonComptes} temps au plus tard du ${texteJour(arrete)} ne sont pas dans un état compté.`,
      'Faites valider ces temps avant de clôturer.',
      ou,
    );
  }
}

/** Une affaire que la méthode ne prend pas : dite, jamais oubliée en silence. */
export function controlerEcartee({ affaire, motif, regles }: AffaireEcartee): Anomalie | undefined {
  const ou = { table: 'Affaires', ligne: affaire.ligne, colonne: 'RegleCA', cle: affaire.IdAffaire };
  switch (motif) {
    case 'DEUX_REGLES':
      return anomalie(
        'BLOQUANT',
        'C-REV-10',
        `Affaire ${affaire.IdAffaire} : plusieurs règles, ${regles.join(', ')} ; le regroupement par affaire n'en admet qu'une à l'avancement.`,
        'Donnez la même règle aux produits de cette affaire.',
        ou,
      );
    case 'AUTRE_METHODE':
      return anomalie(
        'INFO',
        'C-REV-07',
        `Affaire ${affaire.IdAffaire} : ${regles.join(', ')} relève d'une autre méthode que l'avancement réel.`,
        'Son chiffre d’affaires ne paraît pas dans cette feuille.',
        ou,
      );
    default:
      if (affaire.Type !== 'EXTERNE' || affaire.Statut === 'PROSPECT') return undefined;
      return anomalie(
        'INFO',
        'C-REV-07',
        `Affaire ${affaire.IdAffaire} : aucune règle de reconnaissance du chiffre d'affaires.`,
        'Donnez une règle au produit vendu, ou à l’affaire.',
        ou,
      );
  }
}

/** C-REV-01 : production = facturé du mois + ΔFAE - ΔPCA (domaine §1.3). */
export function controlerIdentite(
  a: AffaireJugee,
  precedent: ArreteHistorise | undefined,
  production: Montant,
): Anomalie[] {
  const { dossier, mesure } = a;
  const cle = dossier.affaire.IdAffaire;
  const facture = precedent ? precedent.detail?.FACT : (0 as Montant);
  if (facture === undefined) {
    return [
      anomalie(
        'ALERTE',
        'C-REV-01',
        `Affaire ${cle} : l'historique ne dit pas le facturé de l'arrêté précédent ; la production ne peut pas être recoupée.`,
        'Complétez la colonne « Facturé » de la ligne de reprise.',
        { table: 'Historique', cle },
      ),
    ];
  }
  const attendue =
    mesure.facture - facture + mesure.fae - (precedent?.fae ?? 0) - (mesure.pca - (precedent?.pca ?? 0));
  if (attendue === production) return [];
  return [
    anomalie(
      'BLOQUANT',
      'C-REV-01',
      `Affaire ${cle} : production ${texteMontant(production)}, mais facturé du mois + ΔFAE - ΔPCA = ${texteMontant(attendue as Montant)}.`,
      "Vérifiez dans Historique le CA, le facturé, la FAE et la PCA de l'arrêté précédent.",
      { table: 'Historique', cle },
    ),
  ];
}

/** C-REV-06 : un avancement qui recule est permis, mais montré. */
export function controlerRecul(a: AffaireJugee, precedent: ArreteHistorise | undefined): Anomalie[] {
  const avant = tauxFige(precedent?.detail);
  if (!avant || a.mesure.tauxRetenu.greaterThanOrEqualTo(avant)) return [];
  const pct = (t: typeof avant) => `${t.mul(100).toFixed(2).replace('.', ',')} %`;
  return [
    anomalie(
      'ALERTE',
      'C-REV-06',
      `Affaire ${a.dossier.affaire.IdAffaire} : avancement de ${pct(a.mesure.tauxRetenu)}, contre ${pct(avant)} à l'arrêté précédent.`,
      'Vérifiez le reste à faire : la correction pèse toute sur ce mois.',
      { table: 'Affaires', ligne: a.dossier.affaire.ligne, cle: a.dossier.affaire.IdAffaire },
    ),
  ];
}

/** Un code TVA sans taux à la date : la TVA de la FAE ne peut pas être calculée. */
export function controlerTVA(
  idAffaire: string,
  fae: readonly Regularisation[],
  tva: TvaSurFae,
  arrete: Jour,
): Anomalie[] {
  return fae
    .filter(r => tva.taux(r.codeTVA, arrete) === undefined)
    .map(r =>
      anomalie(
        'BLOQUANT',
        'C-TVA-01',
        `Affaire ${idAffaire} : le code TVA ${r.codeTVA} n'a pas de taux au ${texteJour(arrete)}.`,
        'Ajoutez ce code à CodesTVA, avec une date d’effet antérieure.',
        { table: 'CodesTVA', cle: r.codeTVA ?? '' },
      ),
    );
}
