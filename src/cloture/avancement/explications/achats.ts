import {
  arbre,
  texteJour,
  type Explication,
  type Facturation,
  type Jour,
  type ModeEtalement,
  type Quantite,
} from '../../../comptabilite';
import type { AchatProrate, CommandeOuverte, ReceptionSuivie } from '../calcul/achats';
import type { LigneCommandeAchat, LigneFactureFournisseur, LigneReception } from '../calcul/donnees';
import type { Dossier } from '../calcul/dossier';
import { dater, dire, montantLu, auPlusZero, auMoinsZero, total, separer } from './feuilles';
import { partDePeriode } from './prorata';

const FACTURES = 'FacturesFournisseurs';
const RECEPTIONS = 'Receptions';

const nomFacture = (f: LigneFactureFournisseur) =>
  dater(`Facture d'achat ${f.IdFactF}/${f.Ligne}`, `Purchase invoice ${f.IdFactF}/${f.Ligne}`, f.DateFacture);
const nomReception = (r: LigneReception) =>
  dater(`Réception ${r.IdReception}/${r.Ligne}`, `Receipt ${r.IdReception}/${r.Ligne}`, r.DateReception);

const factureLue = (f: LigneFactureFournisseur) =>
  montantLu(nomFacture(f), FACTURES, f.ligne, 'MontantHT', f.MontantHT);
const receptionLue = (r: LigneReception) =>
  montantLu(dire('Montant reçu', 'Amount received'), RECEPTIONS, r.ligne, 'MontantHT', r.MontantHT);

/** Les achats d'une affaire à une date, comme `achatsA` des mesures les additionne. */
export class ExplicationAchats {
  constructor(
    private readonly dossier: Dossier,
    private readonly date: Jour,
    private readonly mode: ModeEtalement,
  ) {}

  /** ACHF : factures d'achat validées, la part consommée pour celles qui couvrent une période. */
  get factures(): Explication {
    const entieres = this.dossier.achats.entrees().filter(e => e.jour <= this.date);
    return total(dire('Achats facturés', 'Invoiced purchases'), [
      ...entieres.map(e => factureLue(e.origine)),
      ...this.prorates().map(({ facture }) => this.consommee(facture)),
    ]);
  }

  /** RECNF : reçu, pas encore facturé, et consommé. */
  get receptions(): Explication {
    const simples = this.recues(this.dossier.receptionsSuivies, true).map(r => this.resteNonFacture(r));
    const proratees = this.recues(this.dossier.receptionsProratees, true).map(r => this.chargeProratee(r));
    return separer(dire('Réceptions non facturées', 'Received, not invoiced'), [...simples, ...proratees], {
      fr: 'Réceptions déjà facturées',
      en: 'Receipts already invoiced',
    });
  }

  /** CDEF : commandes d'achat passées, pas encore reçues. */
  get commandes(): Explication {
    const passees = this.dossier.commandesOuvertes.filter(c => c.commande.Date <= this.date);
    return separer(
      dire("Commandes d'achat non reçues", 'Purchase orders not received'),
      passees.map(c => this.resteARecevoir(c)),
      { fr: 'Commandes entièrement reçues', en: 'Orders fully received' },
    );
  }

  /** Achats exclus des charges, coût encore à venir : non consommés, ou part de période après l'arrêté. */
  get aVenir(): Explication {
    const hors = this.dossier.achatsHors.entrees().filter(e => e.jour <= this.date);
    const horsRecus = this.recues(this.dossier.receptionsSuivies, false).map(r => this.resteNonFacture(r));
    const prorates = this.prorates().map(({ facture }) =>
      arbre.difference(nomFacture(facture), [factureLue(facture), this.consommee(facture)]),
    );
    const proratees = this.recues(this.dossier.receptionsProratees).map(r => this.aVenirProratee(r));
    return separer(
      dire('Achats non consommés', 'Purchases not consumed'),
      [...hors.map(e => factureLue(e.origine)), ...prorates, ...horsRecus, ...proratees],
      { fr: 'Achats entièrement consommés ou facturés', en: 'Purchases fully consumed or invoiced' },
    );
  }

  private prorates(): readonly AchatProrate[] {
    return this.dossier.achatsProrates.filter(a => a.facture.DateFacture <= this.date);
  }

  private recues(suivies: readonly ReceptionSuivie[], consommees?: boolean): ReceptionSuivie[] {
    return suivies.filter(
      ({ reception: r }) =>
        r.DateReception <= this.date && (consommees === undefined || (r.Consommee !== false) === consommees),
    );
  }

  private consommee(f: LigneFactureFournisseur): Explication {
    return partDePeriode(factureLue(f), FACTURES, f, this.date, this.mode);
  }

  private resteNonFacture({ reception: r, facturations }: ReceptionSuivie): Explication {
    return resteDe(nomReception(r), RECEPTIONS, r, this.avant(facturations));
  }

  private chargeProratee({ reception: r, facturations }: ReceptionSuivie): Explication {
    const consomme = partDePeriode(receptionLue(r), RECEPTIONS, r, this.date, this.mode);
    return duSigne(r)(
      nomReception(r),
      arbre.difference(dire('Consommé non facturé', 'Consumed, not invoiced'), [
        consomme,
        ...this.avant(facturations).map(factureeLue),
      ]),
    );
  }

  private aVenirProratee(suivie: ReceptionSuivie): Explication {
    const { reception: r, facturations } = suivie;
    const charge = this.chargeProratee(suivie);
    const reste = duSigne(r)(
      nomReception(r),
      arbre.difference(dire('Reçu, ni facturé ni consommé', 'Received, neither invoiced nor consumed'), [
        receptionLue(r),
        ...this.avant(facturations).map(factureeLue),
        charge,
      ]),
    );
    return r.Consommee === false ? arbre.somme(nomReception(r), [charge, reste]) : reste;
  }

  private resteARecevoir({ commande: c, recus, factures }: CommandeOuverte): Explication {
    const nom = dater(`Commande ${c.IdCdeAchat}/${c.Ligne}`, `Order ${c.IdCdeAchat}/${c.Ligne}`, c.Date);
    const valides = (liste: readonly Facturation[]) => this.avant(liste).filter(l => l.validee);
    const nonRecu = resteDe(dire('Non reçu', 'Not received'), 'CommandesAchat', c, valides(recus));
    const nonFacture = resteDe(dire('Non facturé', 'Not invoiced'), 'CommandesAchat', c, valides(factures));
    return c.MontantHT < 0
      ? arbre.maximum(nom, [nonRecu, nonFacture])
      : arbre.minimum(nom, [nonRecu, nonFacture]);
  }

  private avant(facturations: readonly Facturation[]): Facturation[] {
    return facturations.filter(f => f.date <= this.date);
  }
}

/** Le reste d'une réception ne passe pas zéro, de son côté. */
const duSigne = (r: LigneReception) => (r.MontantHT >= 0 ? auMoinsZero : auPlusZero);

const factureeLue = (f: Facturation): Explication =>
  montantLu(
    dater(
      f.table === RECEPTIONS ? 'Reçu' : 'Facturé',
      f.table === RECEPTIONS ? 'Received' : 'Invoiced',
      f.date,
    ),
    f.table,
    f.ligne,
    'MontantHT',
    f.montant,
  );

const quantiteLue = (fr: string, en: string, table: string, ligne: number, q: Quantite): Explication =>
  arbre.cellule(dire(fr, en), { table, ligne, colonne: 'Quantite' }, arbre.quantiteExacte(q), 'NOMBRE');

/** Le reste d'une quantité à son prix, en montant si une quantité manque : l'arbre de `reste` des achats. */
function resteDe(
  libelle: { fr: string; en: string },
  table: string,
  l: LigneReception | LigneCommandeAchat,
  consommes: readonly Facturation[],
): Explication {
  const m = montantLu(dire('Montant HT', 'Amount'), table, l.ligne, 'MontantHT', l.MontantHT);
  if (l.Quantite === undefined || l.Quantite === 0 || consommes.some(c => c.quantite === undefined)) {
    const reste = arbre.difference(libelle, [m, ...consommes.map(factureeLue)]);
    if (consommes.length === 0) return { ...m, libelle };
    return l.MontantHT >= 0 ? auMoinsZero(libelle, reste) : auPlusZero(libelle, reste);
  }
  if (consommes.length === 0) return { ...m, libelle };
  const quantite = quantiteLue('Quantité', 'Quantity', table, l.ligne, l.Quantite);
  const restant = arbre.difference(dire('Quantité restante', 'Remaining quantity'), [
    quantite,
    ...consommes.map(c =>
      quantiteLue(texteJour(c.date), texteJour(c.date), c.table, c.ligne, (c.quantite ?? 0) as Quantite),
    ),
  ]);
  const nom = dire('Quantité à venir', 'Quantity to come');
  const utile = l.Quantite > 0 ? auMoinsZero(nom, restant) : auPlusZero(nom, restant);
  return arbre.prorata(libelle, m, utile, quantite);
}
