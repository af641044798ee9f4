import { Atelier, e, j } from '../atelier';
import { ajouter, regle, saine, type Cas } from './outils';

function devis(l: object) {
  return ajouter('devis', {
    IdDevis: 'D1',
    IdAffaire: 'A',
    Date: j('2026-05-01'),
    Statut: 'SIGNE',
    MontantHT: e(9_000),
    ...l,
  });
}

/** Deux factures qui se compensent laissent un facturé sans compte où porter sa PCA. */
function sansPoste(): Atelier {
  return regle({ BaseBudget: 'DEVIS_SIGNES' })(
    devis({ DateSignature: j('2026-05-02') })(
      saine().remplacer({ commandes: [], lignesCommande: [] }).force(0.5, 'recette'),
    ),
  );
}

/** Ventes, budget, TVA et règles. */
export const VENTES: readonly Cas[] = [
  {
    code: 'C-REV-02',
    quand: 'une facture non validée',
    gravite: 'BLOQUANT',
    lieu: ['FacturesClients', 5, 'Validee'],
    fautif: () => saine().facture(1_000, '2026-11-10', { Validee: false }),
    sain: () => saine().facture(1_000, '2026-12-10', { Validee: false }),
  },
  {
    code: 'C-REV-12',
    quand: 'un budget de vente négatif',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => saine().remplacer({ commandes: [], lignesCommande: [] }).facture(-500, '2026-11-10'),
  },
  {
    code: 'C-REV-17',
    quand: 'des charges sans vente',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => saine().remplacer({ commandes: [], lignesCommande: [] }),
  },
  {
    code: 'C-REV-11',
    quand: 'un échéancier plus court que sa commande',
    gravite: 'ALERTE',
    lieu: ['LignesCommande', 5, 'MontantHT'],
    fautif: () =>
      new Atelier().affaire().commande(100_000, { AvecEcheancier: true }).echeance(60_000, '2026-12-15'),
    sain: () =>
      new Atelier().affaire().commande(100_000, { AvecEcheancier: true }).echeance(100_000, '2026-12-15'),
  },
  {
    code: 'C-REV-18',
    quand: 'un devis signé sans date',
    gravite: 'ALERTE',
    lieu: ['Devis', 5, 'DateSignature'],
    fautif: () => devis({})(regle({ BaseBudget: 'DEVIS_SIGNES' })(saine())),
    sain: () => devis({ DateSignature: j('2026-05-02') })(regle({ BaseBudget: 'DEVIS_SIGNES' })(saine())),
  },
  {
    code: 'C-REV-18',
    quand: 'un avenant sans ligne de commande',
    gravite: 'ALERTE',
    lieu: ['Avenants', 5, 'IdCommande'],
    fautif: () => saine().avenant(5_000, '2026-11-03', { IdCommande: 'ABSENTE' }),
    sain: () => saine().avenant(5_000, '2026-11-03'),
  },
  {
    code: 'C-REV-14',
    quand: 'une PCA que rien ne permet de porter à un compte',
    gravite: 'BLOQUANT',
    lieu: ['Affaires', 5, 'IdAffaire'],
    fautif: () => sansPoste(),
  },
  {
    code: 'C-TVA-01',
    quand: 'un code TVA sans taux à la date',
    gravite: 'BLOQUANT',
    lieu: ['CodesTVA', undefined, 'CodeTVA'],
    fautif: () =>
      new Atelier()
        .affaire()
        .commande(1_000, { CodeTVA: 'N99' })
        .temps(1, '2026-11-02')
        .planning(1, '2026-12-02'),
  },
  {
    code: 'C-REV-07',
    quand: 'des lignes de vente d’une règle inconnue',
    gravite: 'ALERTE',
    lieu: ['Affaires', 5, 'RegleCA'],
    fautif: () =>
      saine()
        .regle({ RegleSur: 'LIGNE' }, 'ACH')
        .ligneCommande(500, { Ligne: '2', CodeProduit: 'PERDU', RegleCALigne: 'ZZZ' })
        .remplacer({
          produits: [...saine().donnees.produits, { ligne: 9, CodeProduit: 'PERDU', RegleCA: 'ZZZ' }],
        }),
    sain: () => saine().ligneCommande(500, { Ligne: '2', CodeProduit: 'LICENCE' }),
  },
  {
    code: 'C-REV-07',
    quand: 'une affaire d’une règle inconnue',
    gravite: 'BLOQUANT',
    lieu: ['Affaires', 6, 'RegleCA'],
    fautif: () => saine().affaire('B', { RegleCA: 'ZZZ' }),
    sain: () => saine().affaire('B', { RegleCA: 'ACH' }),
  },
  {
    code: 'C-REV-07',
    quand: 'une affaire vendue sans règle',
    gravite: 'INFO',
    lieu: ['Affaires', 6, 'RegleCA'],
    fautif: () => saine().affaire('B', { RegleCA: undefined }),
    sain: () => saine().affaire('B', { RegleCA: undefined, Type: 'INTERNE' }),
  },
  {
    code: 'C-REV-10',
    quand: 'deux règles d’avancement dans une affaire entière',
    gravite: 'BLOQUANT',
    lieu: ['Affaires', 5, 'RegleCA'],
    fautif: () => saine().ligneCommande(500, { Ligne: '2', CodeProduit: 'REGIE' }),
  },
];
