import { ajouterJours, oppose, quotient, texteMontant, somme, versIso, type Jour } from '../../comptabilite';
import type { Valeurs } from '../../workbook/table';
import type { TableProduite } from '../capacite';
import { Historique } from '../tables-communes';
import type { AffaireEtablie } from './calcul/etablir';
import type { Regularisation } from './calcul/detail';
import { CaAvancement, COLONNES_SAISIES, type LigneCaAvancement } from './tables';

type LigneHistorisee = Valeurs<typeof Historique>;

/** La table « CA à l'avancement » de l'arrêté. */
export function produireCaAvancement(
  affaires: readonly AffaireEtablie[],
  arrete: Jour,
  nomClient: (idTiers: string) => string,
): TableProduite<typeof CaAvancement> {
  return {
    table: CaAvancement,
    lignes: affaires.map(a => ligneCa(a, arrete, nomClient)),
    cle: l => [versIso(l.Arrete), l.IdAffaire, l.Lot ?? '', l.SousLot ?? ''].join('|'),
    portee: l => l.Arrete === arrete,
    colonnesUtilisateur: COLONNES_SAISIES,
  };
}

function ligneCa(a: AffaireEtablie, arrete: Jour, nomClient: (id: string) => string): LigneCaAvancement {
  const { mesure: m, dossier } = a;
  const { affaire, regle, postes } = dossier;
  return {
    Arrete: arrete,
    IdAffaire: affaire.IdAffaire,
    Libelle: affaire.Libelle,
    Client: nomClient(affaire.IdClient),
    Compte: [...new Set(postes.map(p => p.detail.compte))].sort().join(', ') || undefined,
    Regle: regle.code,
    Budget: m.budget,
    Facture: m.facture,
    ResteAFacturer: somme([m.budget, oppose(m.facture)]),
    TauxFacturation: quotient(m.facture, m.budget),
    TempsValorises: m.tempsValorises,
    Achats: m.achats,
    Receptions: m.receptions,
    Charges: m.charges,
    Raf: m.raf,
    Reprevision: m.reprevision,
    TauxCalcule: m.tauxCalcule,
    TauxForce: a.force?.TauxForce,
    Motif: a.force?.Motif,
    TauxRetenu: m.tauxRetenu,
    CaReconnu: m.ca,
    Fae: m.fae,
    Pca: m.pca,
    CaAReconnaitre: somme([m.budget, oppose(m.ca)]),
    CaPrecedent: a.caPrecedent,
    Production: a.production,
    MargeADate: m.margeADate,
    MargeTerminaison: m.margeTerminaison,
    EcartMarge: m.ecartMarge,
  };
}

/**
 * L'historique de l'arrêté (domaine §5.11) : une ligne CA cumulée par affaire, et pour chaque FAE ou PCA la ligne
 * de l'arrêté et son extourne, opposée, datée du lendemain. Les affaires d'une autre méthode ne sont pas touchées.
 */
export function produireHistorique(
  affaires: readonly AffaireEtablie[],
  arrete: Jour,
  autreMethode: (idAffaire: string) => boolean,
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
      ].join('|'),
    portee: l =>
      l.Arrete === arrete &&
      ['CA', 'FAE', 'PCA'].includes(l.Module) &&
      ['ARRETE', 'EXTOURNE'].includes(l.TypeLigne) &&
      l.Valide !== true &&
      !autreMethode(l.IdAffaire),
  };
}

function ligneHistoriqueCa({ dossier, mesure: m }: AffaireEtablie, arrete: Jour): LigneHistorisee {
  return {
    Arrete: arrete,
    Module: 'CA',
    IdAffaire: dossier.affaire.IdAffaire,
    DateEffet: arrete,
    Montant: m.ca,
    TypeLigne: 'ARRETE',
    BUD: m.budget,
    FACT: m.facture,
    CH: m.charges,
    RAF: m.raf,
    REP: m.reprevision,
    PctCalcule: m.tauxCalcule,
    PctForce: m.tauxForce,
    Valide: false,
  };
}

function regularisations({ dossier, fae, pca }: AffaireEtablie, arrete: Jour): LigneHistorisee[] {
  const lignes = (module: 'FAE' | 'PCA', r: Regularisation): LigneHistorisee[] => {
    const arretee: LigneHistorisee = {
      Arrete: arrete,
      Module: module,
      IdAffaire: dossier.affaire.IdAffaire,
      Compte: r.compte,
      IdTiers: r.tiers,
      CodeTVA: r.codeTVA,
      DateEffet: arrete,
      Montant: r.montant,
      MontantTVA: r.tva,
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

/** Le bilan de la méthode en une ligne. */
export function resumer(affaires: readonly AffaireEtablie[]): string {
  const total = (de: (a: AffaireEtablie) => AffaireEtablie['mesure']['ca'] | undefined) =>
    texteMontant(somme(affaires.flatMap(a => de(a) ?? [])));
  const pluriel = affaires.length > 1 ? 's' : '';
  return `CA à l'avancement : ${affaires.length} affaire${pluriel}, CA reconnu ${total(a => a.mesure.ca)}, production ${total(a => a.production)}, FAE ${total(a => a.mesure.fae)}, PCA ${total(a => a.mesure.pca)}`;
}
