import { arbre, versIso, type Explication, type Jour, type ModeEtalement } from '../../../comptabilite';
import type { LigneHistorique, LigneTache } from '../calcul/donnees';
import type { Dossier } from '../calcul/dossier';
import type { Entree } from '../calcul/suite';
import { ExplicationAchats } from './achats';
import { apres, dater, dire, joursLus, jusquA, montantLu, total, unefois } from './feuilles';
import { joursValorises, type Equipe } from './temps';

/** Charges à date et reste à faire d'un groupe, terme à terme comme `mesurerCharges` (domaine §5.7). */
export class ExplicationCharges {
  private readonly connus = new Map<string, Explication>();
  private readonly pieces: ExplicationAchats;

  constructor(
    private readonly dossier: Dossier,
    private readonly date: Jour,
    private readonly equipe: Equipe,
    mode: ModeEtalement,
  ) {
    this.pieces = new ExplicationAchats(dossier, date, mode);
  }

  private get avecAchats(): boolean {
    return this.dossier.regle.chargesTempsEtAchats;
  }

  private get historisees(): boolean {
    return this.avecAchats && this.dossier.regle.sourceRealise === 'HISTORIQUE';
  }

  /** TV. */
  get tempsValorises(): Explication {
    return unefois(this.connus, 'temps', () =>
      joursValorises(
        dire('Temps valorisés', 'Time at cost'),
        'Temps',
        this.historisees ? [] : jusquA(this.dossier.temps, this.date),
        this.equipe,
      ),
    );
  }

  /** ACHF. */
  get achats(): Explication {
    return this.siPieces(this.pieces.factures);
  }

  get frais(): Explication {
    return this.siPieces(this.notes);
  }

  private get notes(): Explication {
    return total(
      dire('Notes de frais', 'Expense claims'),
      jusquA(this.dossier.frais, this.date).map(({ origine: n }) =>
        montantLu(
          dater(`Note ${n.IdNdf}/${n.Ligne}`, `Claim ${n.IdNdf}/${n.Ligne}`, n.Date),
          'NotesFrais',
          n.ligne,
          'MontantHT',
          n.MontantHT,
        ),
      ),
    );
  }

  /** RECNF. */
  get receptions(): Explication {
    return this.siPieces(this.pieces.receptions);
  }

  /** CH. */
  get charges(): Explication {
    const libelle = dire('Charges réelles', 'Actual costs');
    return unefois(this.connus, 'charges', () =>
      this.historisees
        ? charges(libelle, jusquA(this.dossier.chargesHistorisees, this.date))
        : total(libelle, utiles([this.tempsValorises, this.achats, this.frais, this.receptions])),
    );
  }

  get tempsFuturs(): Explication {
    const libelle = dire("Temps saisis après l'arrêté", 'Time booked after the closing date');
    return joursValorises(libelle, 'Temps', apres(this.dossier.temps, this.date), this.equipe);
  }

  /** PLAN. */
  get planning(): Explication {
    const entrees =
      this.dossier.regle.sourceRaf === 'PLANNING' ? apres(this.dossier.planning, this.date) : [];
    return joursValorises(dire('Planning', 'Planning'), 'Planning', entrees, this.equipe);
  }

  get taches(): Explication {
    const saisies = this.dossier.taches.flatMap(t => t.a(this.date) ?? []);
    return total(
      dire('Reste à faire par tâche', 'Cost to complete by task'),
      saisies.filter(s => s.cout !== undefined).map(s => this.tache(s.saisie)),
    );
  }

  get commandes(): Explication {
    return this.avecAchats ? this.pieces.commandes : total(this.pieces.commandes.libelle, []);
  }

  get cotations(): Explication {
    const entrees = this.dossier.regle.inclureCotations ? jusquA(this.dossier.cotations, this.date) : [];
    return total(
      dire('Cotations', 'Quotations'),
      entrees.map(({ origine: c }) =>
        montantLu(
          dater(`Cotation ${c.IdCotation}`, `Quotation ${c.IdCotation}`, c.Date),
          'Cotations',
          c.ligne,
          'MontantHT',
          c.MontantHT,
        ),
      ),
    );
  }

  get achatsAVenir(): Explication {
    const libelle = dire('Achats non consommés', 'Purchases not consumed');
    if (this.historisees) {
      return total(
        libelle,
        jusquA(this.dossier.ccaHistorisees, this.date).map(c => chargeLue(c.origine)),
      );
    }
    return this.avecAchats ? this.pieces.aVenir : total(libelle, []);
  }

  /** RAF. */
  get raf(): Explication {
    return unefois(this.connus, 'raf', () =>
      total(
        dire('Reste à faire', 'Cost to complete'),
        utiles([
          this.tempsFuturs,
          this.planning,
          this.taches,
          this.commandes,
          this.cotations,
          this.achatsAVenir,
        ]),
      ),
    );
  }

  /** Ce que la règle ne compte pas (temps seuls) : montré, jamais tu. */
  get achatsIgnores(): Explication {
    const libelle = dire('Achats ignorés', 'Purchases ignored');
    if (this.avecAchats) return total(libelle, []);
    return total(libelle, utiles([this.pieces.factures, this.notes, this.pieces.receptions]));
  }

  /** REP. */
  get reprevision(): Explication {
    return arbre.somme(dire('Reprévision', 'Cost at completion'), [this.charges, this.raf]);
  }

  private siPieces(e: Explication): Explication {
    return this.avecAchats && !this.historisees ? e : total(e.libelle, []);
  }

  /** Jours restants × coût du collaborateur à l'arrêté, ou coût saisi. */
  private tache(t: LigneTache): Explication {
    const nom = dater(`Tâche ${t.Tache}`, `Task ${t.Tache}`, t.DateSaisie);
    if (t.MontantCout !== undefined)
      return montantLu(nom, 'TachesAffaire', t.ligne, 'MontantCout', t.MontantCout);
    if (t.Jours === undefined) throw new Error(`Tâche ${t.Tache} : comptée sans jours ni coût.`);
    const jours = joursLus(dire('Jours restants', 'Days left'), 'TachesAffaire', t.ligne, 'Jours', t.Jours);
    const cout = this.coutDe(t);
    return arbre.arrondi(nom, arbre.produit(dire('Jours × coût', 'Days × cost'), [jours, cout]));
  }

  private coutDe({ IdCollab }: LigneTache): Explication {
    const cout = IdCollab === undefined ? undefined : this.equipe.couts.ligneA(IdCollab, this.date);
    if (IdCollab === undefined || this.equipe.sansCout(IdCollab) || !cout) {
      return arbre.constante(
        dire('Jours sans coût : externe, ou aucun jour', 'No cost: contractor, or no day'),
        0,
        'EUR',
      );
    }
    const nom = dire('Coût journalier', 'Daily cost');
    return montantLu(nom, 'CoutsCollaborateurs', cout.ligne, 'CoutJour', cout.CoutJour);
  }
}

/** Les termes qui ont des feuilles : une nature de charge absente de l'affaire n'a rien à montrer. */
const utiles = (termes: readonly Explication[]) =>
  termes.filter(t => !('termes' in t) || t.termes.length > 0);

const chargeLue = (h: LigneHistorique): Explication =>
  montantLu(
    dire(
      `${h.Module} ${h.TypeLigne}, ${versIso(h.DateEffet)}`,
      `${h.Module} ${h.TypeLigne}, ${versIso(h.DateEffet)}`,
    ),
    'Historique',
    h.ligne,
    'Montant',
    h.Montant,
  );

/** CHARGES et FNP historisées, moins les CCA. */
function charges(
  libelle: { fr: string; en: string },
  entrees: readonly Entree<LigneHistorique>[],
): Explication {
  const lignes = entrees.map(e => e.origine);
  const en = (retire: boolean) => lignes.filter(h => (h.Module === 'CCA') === retire).map(chargeLue);
  const prises = total(dire('Charges et FNP historisées', 'Recorded costs and accruals'), en(false));
  const retirees = en(true);
  return retirees.length === 0 ? { ...prises, libelle } : arbre.difference(libelle, [prises, ...retirees]);
}
