import {
  ajouterJours,
  moins,
  oppose,
  quotient,
  somme,
  texteMontant,
  versIso,
  type Jour,
  type Montant,
} from '../../comptabilite';
import type { Valeurs } from '../../workbook/table';
import type { TableProduite } from '../contexte';
import { Historique } from '../tables-communes';
import type { AffaireEtablie } from './calcul/etablir';
import type { Regularisation } from './calcul/detail';
import { partGratuite } from './calcul/gratuite';
import { productionIndicative } from './calcul/jours';
import { estAvancement } from './calcul/regles';
import { estDesReglesCA } from './lecture';
import { CaAvancement, COLONNES_SAISIES, type LigneCaAvancement } from './tables';

type LigneHistorisee = Valeurs<typeof Historique>;

type LigneCle = Pick<LigneCaAvancement, 'Arrete' | 'IdAffaire' | 'Lot' | 'SousLot' | 'Regle'>;

const cleSansRegle = (l: LigneCle) =>
  [versIso(l.Arrete), l.IdAffaire, l.Lot ?? '', l.SousLot ?? ''].join('|');

/**
 * La table « CA à l'avancement » de l'arrêté : une ligne par groupe. Une ligne saisie sans règle, pour un % forcé avant la
 * première exécution, est celle de la règle principale de son groupe : elle est remplie, pas doublée.
 * @param enPlace les lignes du classeur ; un groupe qui y a déjà la ligne de sa règle garde les deux
 */
export function produireCaAvancement(
  affaires: readonly AffaireEtablie[],
  arrete: Jour,
  nomClient: (idTiers: string) => string,
  enPlace: readonly LigneCle[],
): TableProduite<typeof CaAvancement> {
  const lignes = affaires.map(a => ligneCa(a, arrete, nomClient));
  const cleDe = (l: LigneCle, regle = l.Regle) => `${cleSansRegle(l)}|${regle ?? ''}`;
  const reglees = new Set(enPlace.filter(l => l.Regle !== undefined).map(l => cleDe(l)));
  const principales = new Map(
    lignes
      .filter((l, i) => affaires[i]?.dossier.RegleAnnexe === undefined && !reglees.has(cleDe(l)))
      .map(l => [cleSansRegle(l), l.Regle]),
  );
  return {
    table: CaAvancement,
    lignes,
    cle: l => cleDe(l, l.Regle ?? principales.get(cleSansRegle(l))),
    portee: l => l.Arrete === arrete,
    colonnesUtilisateur: COLONNES_SAISIES,
  };
}

/**
 * Une ligne de la feuille, champ à champ. Un budget de devis n'a pas les termes des pièces, une régie pas de budget
 * initial (domaine §5.4) ; des charges historisées n'ont pas de détail par nature ; seule une régie a des jours ; une règle
 * annexe n'a pas de charges, elles sont au groupe principal de l'affaire.
 */
export function ligneCa(
  a: AffaireEtablie,
  arrete: Jour,
  nomClient: (id: string) => string,
): LigneCaAvancement {
  const { mesure: m, dossier, caPrecedent } = a;
  const { affaire, regle, postes } = dossier;
  const { jours, termes } = m;
  const desCharges = (charge: Montant) => (dossier.RegleAnnexe === undefined ? charge : undefined);
  const desPieces = (nature: Montant) => (m.chargesHistorisees ? undefined : desCharges(nature));
  const indicative =
    jours && caPrecedent !== undefined ? productionIndicative(jours, m.budget, caPrecedent) : undefined;
  return {
    Arrete: arrete,
    IdAffaire: affaire.IdAffaire,
    Lot: dossier.Lot,
    SousLot: dossier.SousLot,
    Libelle: affaire.Libelle,
    Client: nomClient(affaire.IdClient),
    Compte: [...new Set(postes.map(p => p.detail.compte))].sort().join(', ') || undefined,
    Regle: regle.code,
    BudgetInitial: jours ? undefined : m.budgetInitial,
    CommandesNonLivrees: termes?.reste,
    LivraisonsNonFacturees: termes?.livre,
    EcheancesNonFacturees: termes?.echeances,
    Avenants: m.avenants,
    Budget: m.budget,
    Facture: m.facture,
    ResteAFacturer: moins(m.budget, m.facture),
    TauxFacturation: quotient(m.facture, m.budget),
    Gratuite: partGratuite(postes),
    TempsValorises: desPieces(m.tempsValorises),
    Achats: desPieces(m.achats),
    Frais: desPieces(m.frais),
    Receptions: desPieces(m.receptions),
    AchatsIgnores: m.achatsIgnores === 0 ? undefined : m.achatsIgnores,
    Charges: desCharges(m.charges),
    Raf: desCharges(m.raf),
    Reprevision: desCharges(m.reprevision),
    JoursVendus: jours?.vendus,
    JoursRealises: jours?.realises,
    RafTheorique: jours?.rafTheorique,
    RafReel: jours?.rafReel,
    EcartJours: jours?.ecart,
    ReprevisionJours: jours?.reprevision,
    TauxCalcule: m.tauxCalcule,
    TauxTheorique: jours?.tauxTheorique,
    TauxPropose: m.tauxPropose,
    TauxForcePrecedent: a.tauxForcePrecedent,
    TauxForce: a.force?.TauxForce,
    Motif: a.force?.Motif,
    Auteur: a.force?.Auteur,
    TauxRetenu: m.tauxRetenu,
    CaReconnu: m.ca,
    FaeProposee: m.proposees?.fae,
    FaeForcee: a.force?.FaeForcee,
    Fae: m.fae,
    PcaProposee: m.proposees?.pca,
    PcaForcee: a.force?.PcaForcee,
    Pca: m.pca,
    CaAReconnaitre: moins(m.budget, m.ca),
    CaPrecedent: caPrecedent,
    Production: a.production,
    ProductionIndicative: indicative,
    MargeADate: desCharges(m.margeADate),
    MargeTerminaison: estAvancement(regle) ? m.margeTerminaison : undefined,
    EcartMarge: estAvancement(regle) ? m.ecartMarge : undefined,
  };
}

/**
 * L'historique de l'arrêté (domaine §5.11) : une ligne CA cumulée par groupe, et pour chaque FAE ou PCA la ligne
 * de l'arrêté et son extourne, opposée, datée du lendemain. Les affaires que rien ne mesure ne sont pas touchées.
 */
export function produireHistorique(
  affaires: readonly AffaireEtablie[],
  arrete: Jour,
  ecartee: (idAffaire: string) => boolean,
): TableProduite<typeof Historique> {
  return {
    table: Historique,
    lignes: affaires.flatMap(a => [ligneHistoriqueCa(a, arrete), ...regularisations(a, arrete)]),
    cle: l =>
      [
        versIso(l.Arrete),
        l.Module,
        l.IdAffaire,
        l.Lot ?? '',
        l.SousLot ?? '',
        l.Compte ?? '',
        l.CodeProduit ?? '',
        l.IdTiers ?? '',
        l.CodeTVA ?? '',
        versIso(l.DateEffet),
        l.TypeLigne,
        l.Regle ?? '',
      ].join('|'),
    portee: l =>
      l.Arrete === arrete &&
      ['CA', 'FAE', 'PCA'].includes(l.Module) &&
      ['ARRETE', 'EXTOURNE'].includes(l.TypeLigne) &&
      l.Valide !== true &&
      estDesReglesCA(l) &&
      !ecartee(l.IdAffaire),
  };
}

function ligneHistoriqueCa({ dossier, mesure: m }: AffaireEtablie, arrete: Jour): LigneHistorisee {
  return {
    Arrete: arrete,
    Module: 'CA',
    IdAffaire: dossier.IdAffaire,
    Lot: dossier.Lot,
    SousLot: dossier.SousLot,
    DateEffet: arrete,
    Montant: m.ca,
    TypeLigne: 'ARRETE',
    BUD: m.budget,
    FACT: m.facture,
    CH: m.charges,
    RAF: m.raf,
    REP: m.reprevision,
    PctCalcule: m.tauxCalcule,
    PctTheorique: m.jours && m.tauxPropose,
    PctForce: m.tauxForce,
    Regle: dossier.regle.code,
    Valide: false,
  };
}

function regularisations({ dossier, fae, pca }: AffaireEtablie, arrete: Jour): LigneHistorisee[] {
  const lignes = (module: 'FAE' | 'PCA', r: Regularisation): LigneHistorisee[] => {
    const arretee: LigneHistorisee = {
      Arrete: arrete,
      Module: module,
      IdAffaire: dossier.IdAffaire,
      Lot: dossier.Lot,
      SousLot: dossier.SousLot,
      Compte: r.compte,
      CodeProduit: r.codeProduit,
      IdTiers: r.tiers,
      CodeTVA: r.codeTVA,
      DateEffet: arrete,
      Montant: r.montant,
      MontantTVA: r.tva,
      Regle: dossier.regle.code,
      TypeLigne: 'ARRETE',
      Valide: false,
    };
    return [
      arretee,
      {
        ...arretee,
        DateEffet: ajouterJours(arrete, 1),
        Montant: oppose(r.montant),
        MontantTVA: oppose(r.tva),
        TypeLigne: 'EXTOURNE',
      },
    ];
  };
  return [...fae.flatMap(r => lignes('FAE', r)), ...pca.flatMap(r => lignes('PCA', r))];
}

/** Le bilan en une ligne. */
export function resumer(etablies: readonly AffaireEtablie[]): string {
  const total = (de: (a: AffaireEtablie) => AffaireEtablie['mesure']['ca'] | undefined) =>
    texteMontant(somme(etablies.flatMap(a => de(a) ?? [])));
  const nombre = (n: number) => `${n} affaire${n > 1 ? 's' : ''}`;
  const mesurees = new Set(etablies.map(a => a.dossier.IdAffaire)).size;
  return `Chiffre d'affaires : ${nombre(mesurees)}, CA reconnu ${total(a => a.mesure.ca)}, production ${total(a => a.production)}, FAE ${total(a => a.mesure.fae)}, PCA ${total(a => a.mesure.pca)}`;
}
