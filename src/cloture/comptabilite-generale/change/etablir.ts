/** Le change d'un arrêté : postes convertis au cours de clôture, provision, écritures (domaine §9.7). */
import {
  absolu,
  ajouterJours,
  auCredit,
  auDebit,
  cleGeneration,
  ecriture,
  exerciceDu,
  extourner,
  fraction,
  moins,
  oppose,
  somme,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Ligne, TablesLues } from '../../../workbook/table';
import { Exercices } from '../../tables-communes';
import { coursDeCloture, type LigneCours } from '../../tables-communes/cours';
import type { Parametres } from '../../tables-communes/parametres';
import type { Contexte } from '../../contexte';
import { ecartDe, postesEnDevise } from './calcul/postes';
import {
  horsCouverture,
  type PosteProvisionnable,
  provisionner,
  type Provisionnee,
} from './calcul/provision';
import { NATURES_PROVISION, type NatureProvision, type PosteDevise } from './calcul/types';
import * as dire from './dire';
import { type LigneProvision, lireLivreDevises, natureDe, soldeProvision } from './lecture';
import { MODULE_CHANGE, MODULE_PROVISION, MODULE_TRESORERIE } from './modules';
import { CouverturesChange } from './tables';

/** Un poste, son cours, et ce que la clôture en fait. */
export interface PosteReevalue {
  readonly poste: PosteDevise;
  readonly cours: LigneCours;
  readonly valeurCloture: Montant;
  readonly ecart: Montant;
  readonly couvert: Montant;
  /** Les couvertures du poste à l'arrêté. */
  readonly couvertures: readonly LigneCouverture[];
  readonly aProvisionner: Montant;
}

/** Un poste vu de la provision. */
export interface PosteAProvisionner extends PosteProvisionnable {
  readonly reevalue: PosteReevalue;
}

export interface ProvisionDeNature {
  readonly nature: NatureProvision;
  readonly requis: Montant;
  readonly precedent: Montant;
}

type LigneCouverture = Ligne<typeof CouverturesChange>;

export interface ChangeEtabli {
  readonly postes: readonly PosteReevalue[];
  readonly provisions: readonly Provisionnee[];
  readonly parNature: readonly ProvisionDeNature[];
  /** Les postes qui comptent pour la provision. */
  readonly provisionnables: readonly PosteAProvisionner[];
  /** Les lignes du compte de provision avant cet arrêté. */
  readonly lignesProvision: readonly LigneProvision[];
  readonly ecritures: readonly Ecriture[];
  readonly anomalies: readonly Anomalie[];
}

/** Les couvertures à l'arrêté, par tiers, pièce et devise. */
function couvertures(tables: TablesLues, arrete: Jour): (p: PosteDevise) => readonly LigneCouverture[] {
  const cle = (tiers: string, piece: string, devise: string) => [tiers, piece, devise].join('|');
  const rangees = new Map<string, LigneCouverture[]>();
  for (const l of tables.lire(CouverturesChange).lignes) {
    if ((l.Du ?? 0) > arrete || (l.Au ?? Infinity) < arrete) continue;
    const k = cle(l.Tiers ?? '', l.Piece, l.Devise.toUpperCase());
    rangees.set(k, [...(rangees.get(k) ?? []), l]);
  }
  return p => rangees.get(cle(p.tiers, p.piece, p.devise)) ?? rangees.get(cle('', p.piece, p.devise)) ?? [];
}

/** Convertit, provisionne, écrit. N'écrit rien dans le classeur. */
export function etablirChange({ arrete, tables, parametres }: Contexte): ChangeEtabli {
  const livre = lireLivreDevises(tables, parametres, arrete);
  const lus = postesEnDevise(livre.lignes, l => natureDe(l.compte) ?? 'COMMERCIAL');
  const acomptes = parametres.valeur('ReevaluerAcomptes');
  const concernes = lus.ouverts.filter(p => p.nature !== 'ACOMPTE' || acomptes);
  const cours = coursDeCloture(tables, arrete);
  const couverturesDe = couvertures(tables, arrete);
  const postes: PosteReevalue[] = [];
  const manquants = new Map<string, number>();
  for (const poste of concernes) {
    const ligne = cours(poste.devise);
    if (ligne) postes.push(reevaluer(poste, ligne, couverturesDe(poste)));
    else manquants.set(poste.devise, (manquants.get(poste.devise) ?? 0) + 1);
  }
  const provisionnables = aProvisionner(postes, tables, parametres);
  const provisions = provisionner(provisionnables, parametres.valeur('PositionGlobaleChange'));
  const financiere = soldeProvision(livre.provision.filter(l => l.financiere));
  const parNature = NATURES_PROVISION.map((nature): ProvisionDeNature => ({
    nature,
    requis: somme(provisions.filter(p => p.nature === nature).map(p => p.requis)),
    precedent:
      nature === 'FINANCIER'
        ? financiere
        : moins(soldeProvision(livre.provision.filter(l => l.duSolde)), financiere),
  }));
  return {
    postes,
    provisions,
    parNature,
    provisionnables,
    lignesProvision: livre.provision,
    ecritures: [
      ...postes.flatMap(p => ecrireEcart(p, arrete, parametres)),
      ...parNature.flatMap(p => ecrireProvision(p, arrete, parametres)),
    ],
    anomalies: [
      ...[...manquants].map(([devise, nombre]) => dire.coursManquant(devise, arrete, nombre)),
      ...lus.fautifs.map(f => (f.faute === 'SANS_MONTANT' ? dire.sansMontant : dire.deuxDevises)(f.ligne)),
      ...lus.realises.map(e => direRealise(e, parametres)),
    ],
  };
}

function direRealise(e: Parameters<typeof dire.ecartRealise>[0], parametres: Parametres): Anomalie {
  const financier = e.nature === 'FINANCIER' || parametres.valeur('EcartChangeReglement') === 'FINANCIER';
  return dire.ecartRealise(
    e,
    parametres.valeur(financier ? 'CPT_CHANGE_PERTE_FIN' : 'CPT_CHANGE_PERTE'),
    parametres.valeur(financier ? 'CPT_CHANGE_GAIN_FIN' : 'CPT_CHANGE_GAIN'),
  );
}

function reevaluer(
  poste: PosteDevise,
  cours: LigneCours,
  siennes: readonly LigneCouverture[],
): PosteReevalue {
  const couvert = somme(siennes.map(l => l.MontantDevise));
  const valeurCloture = fraction(poste.residuel, 1, cours.Taux);
  const ecart = ecartDe(valeurCloture, poste.valeur);
  const aProvisionner = poste.nature === 'TRESORERIE' ? ZERO : horsCouverture(ecart, poste.residuel, couvert);
  return { poste, cours, valeurCloture, ecart, couvert, couvertures: siennes, aProvisionner };
}

/** Les postes vus de la provision ; la nature d'un poste commercial est financière si l'option le veut. */
function aProvisionner(
  postes: readonly PosteReevalue[],
  tables: TablesLues,
  parametres: Parametres,
): PosteAProvisionner[] {
  const exercices = tables
    .lire(Exercices)
    .lignes.map(x => ({ code: x.Exercice, debut: x.DateDebut, fin: x.DateFin, referentiel: x.Referentiel }));
  const financier = parametres.valeur('ProvisionChange') === 'FINANCIER';
  return postes
    .filter(p => p.poste.nature !== 'TRESORERIE')
    .map(reevalue => ({
      reevalue,
      devise: reevalue.poste.devise,
      nature: (financier || reevalue.poste.nature === 'FINANCIER'
        ? 'FINANCIER'
        : 'COMMERCIAL') as NatureProvision,
      exercice:
        reevalue.poste.echeance === undefined
          ? undefined
          : exerciceDu(exercices, reevalue.poste.echeance)?.code,
      ecart: reevalue.aProvisionner,
    }));
}

/** Perte : D 476 / C le compte ; gain : D le compte / C 477 ; extournées le lendemain. Trésorerie : 666 ou 766. */
function ecrireEcart({ poste, ecart }: PosteReevalue, arrete: Jour, parametres: Parametres): Ecriture[] {
  if (ecart === 0) return [];
  const tresorerie = poste.nature === 'TRESORERIE';
  const perte = ecart < 0;
  const precisions = {
    ...(poste.tiers === '' ? {} : { tiers: poste.tiers }),
    ...(poste.piece === '' ? {} : { piece: poste.piece }),
    ...(poste.echeance === undefined ? {} : { echeance: poste.echeance }),
    ...(tresorerie ? { devise: poste.devise, montantDevise: ZERO } : {}),
  };
  const contrepartie = tresorerie
    ? parametres.valeur(perte ? 'CPT_CHANGE_PERTE_FIN' : 'CPT_CHANGE_GAIN_FIN')
    : parametres.valeur(perte ? 'CPT_CHANGE_PERTE_LATENTE' : 'CPT_CHANGE_GAIN_LATENT');
  const lignes = [auDebit(contrepartie, oppose(ecart)), auDebit(poste.compte, ecart, precisions)];
  const e = ecriture({
    cle: cleGeneration(tresorerie ? MODULE_TRESORERIE : MODULE_CHANGE, arrete, poste.cle, 'ARRETE'),
    origine: 'CHANGE',
    journal: parametres.valeur('JOURNAL_CLOTURE'),
    date: arrete,
    piece: poste.piece === '' ? `CHANGE-${poste.compte}-${poste.devise}` : poste.piece,
    libelle:
      `${perte ? 'Perte' : 'Gain'} ${tresorerie ? 'de change' : 'latent'} ${poste.devise} ${poste.piece}`.trim(),
    lignes: perte ? lignes : lignes.reverse(),
  });
  if (tresorerie) return [e];
  return [e, extourner(e, ajouterJours(arrete, 1), parametres.valeur('ExtourneForme'))];
}

/** La provision ajustée par différence : dotation si elle manque, reprise si elle déborde ; jamais extournée. */
function ecrireProvision(
  { nature, requis, precedent }: ProvisionDeNature,
  arrete: Jour,
  parametres: Parametres,
): Ecriture[] {
  const variation = moins(requis, precedent);
  if (variation === 0) return [];
  const dotation = variation > 0;
  const suffixe = nature === 'FINANCIER' ? '_FIN' : '';
  const resultat = parametres.valeur(
    dotation ? `CPT_CHANGE_DOTATION${suffixe}` : `CPT_CHANGE_REPRISE${suffixe}`,
  );
  const provision = parametres.valeur('CPT_CHANGE_PROVISION');
  const m = absolu(variation);
  return [
    ecriture({
      cle: cleGeneration(MODULE_PROVISION, arrete, nature, 'ARRETE'),
      origine: 'PROV',
      journal: parametres.valeur('JOURNAL_CLOTURE'),
      date: arrete,
      piece: `PROV-CHANGE-${nature}`,
      libelle: `${dotation ? 'Dotation à la' : 'Reprise de la'} provision pour perte de change`,
      lignes: dotation
        ? [auDebit(resultat, m), auCredit(provision, m)]
        : [auDebit(provision, m), auCredit(resultat, m)],
    }),
  ];
}
