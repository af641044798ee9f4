/**
 * Le profil particulier (capacité 186) : une règle qui a une formule ne reconnaît rien et ne passe aucune écriture ; son CA va à
 * un historique à lui, d'après les mesures de l'affaire et les colonnes que l'utilisateur ajoute à Affaires.
 */
import {
  moins,
  montant,
  signaler,
  ZERO,
  type Anomalie,
  type Explication,
  type Jour,
  type Montant,
  grouper,
} from '../../../comptabilite';
import type { Ligne, Lecture, Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import type { Affaires } from '../../tables-communes';
import type { AffaireEtablie } from '../calcul/etablir';
import { cleGroupe } from '../calcul/groupe';
import { ligneCa } from '../produites';
import { evaluer, FormuleErronee, lireFormule } from './formule';
import { mesureDe, valeurDe, type CleMesure } from './noms';
import { HistoriqueParticulier } from './tables';

type LigneHistorisee = Ligne<typeof HistoriqueParticulier>;

/** Ce qu'il faut du classeur pour une formule. */
export interface Cadre {
  readonly arrete: Jour;
  readonly precedent: Jour;
  readonly affaires: Lecture<typeof Affaires>;
  readonly historique: readonly LigneHistorisee[];
}

/** La clé d'une ligne, arrêté à part. */
export const cleParticuliere = (l: Pick<LigneHistorisee, 'IdAffaire' | 'Lot' | 'SousLot' | 'Regle'>) =>
  `${cleGroupe(l)}|${l.Regle}`;

/** Vrai si le groupe suit une règle à formule. */
export const estParticuliere = ({ dossier }: Pick<AffaireEtablie, 'dossier'>): boolean =>
  dossier.regle.formule !== undefined;

/** L'arbre du CA d'un groupe, et ce que sa formule a lu. @throws FormuleErronee */
export function expliquerFormule(
  { dossier }: Pick<AffaireEtablie, 'dossier'>,
  mesure: (cle: CleMesure) => Explication | undefined,
  affaires: Pick<Lecture<typeof Affaires>, 'libres'>,
): { ca: Explication; lues: ReadonlyMap<string, Explication> } {
  const lues = new Map<string, Explication>();
  const ca = evaluer(lireFormule(dossier.regle.formule ?? ''), nom => {
    const lue = lues.get(nom) ?? valeurDe(nom, mesure, affaires, dossier.affaire.ligne);
    lues.set(nom, lue);
    return lue;
  });
  return { ca, lues };
}

/**
 * Le CA par formule des groupes à l'arrêté, et ce qui empêche de le calculer (C-REV-43) ; C-REV-44 : rien au mois d'avant alors
 * qu'un mois plus ancien en a.
 */
export function calculerParticuliers(
  groupes: readonly AffaireEtablie[],
  cadre: Cadre,
): { anomalies: Anomalie[]; produite: TableProduite<typeof HistoriqueParticulier> } {
  const anomalies: Anomalie[] = [];
  const passees = grouper(
    cadre.historique.filter(l => l.Arrete < cadre.arrete),
    cleParticuliere,
  );
  const lignes = groupes.flatMap(a => {
    try {
      return [ligneDe(a, cadre, passees, anomalies)];
    } catch (erreur) {
      if (!(erreur instanceof FormuleErronee)) throw erreur;
      anomalies.push(formuleErronee(a, erreur));
      return [];
    }
  });
  const { arrete } = cadre;
  return {
    anomalies,
    produite: {
      table: HistoriqueParticulier,
      lignes,
      cle: l => `${l.Arrete}|${cleParticuliere(l)}`,
      portee: l => l.Arrete === arrete,
    },
  };
}

function ligneDe(
  a: AffaireEtablie,
  { arrete, precedent, affaires }: Cadre,
  historique: ReadonlyMap<string, readonly LigneHistorisee[]>,
  anomalies: Anomalie[],
): Valeurs<typeof HistoriqueParticulier> {
  const { dossier } = a;
  const mesures = ligneCa(a, arrete, id => id);
  const { ca, lues } = expliquerFormule(a, cle => mesureDe(mesures, cle), affaires);
  const CaReconnu = enCentimes(ca);
  const groupe = {
    IdAffaire: dossier.IdAffaire,
    Lot: dossier.Lot,
    SousLot: dossier.SousLot,
    Regle: dossier.regle.code,
  };
  const passees = historique.get(cleParticuliere(groupe)) ?? [];
  const avant = passees.find(l => l.Arrete === precedent);
  if (!avant && passees.length > 0) anomalies.push(sansMoisDAvant(a));
  const CaPrecedent = avant?.CaReconnu ?? (passees.length === 0 ? ZERO : undefined);
  const dire = (e: Explication) => e.valeur.toDecimalPlaces(6).toString().replace('.', ',');
  return {
    Arrete: arrete,
    ...groupe,
    Formule: dossier.regle.formule,
    Donnees: [...lues].map(([nom, e]) => `${nom} = ${dire(e)}`).join(' ; ') || undefined,
    CaReconnu,
    CaPrecedent,
    Production: CaPrecedent === undefined ? undefined : moins(CaReconnu, CaPrecedent),
  };
}

function enCentimes({ valeur }: Explication): Montant {
  const centimes = valeur.times(100).toNumber();
  if (!Number.isSafeInteger(centimes))
    throw new FormuleErronee({
      fr: `la formule donne ${valeur.toString()}, plus qu'un montant ne tient`,
      en: `the formula gives ${valeur.toString()}, more than an amount can hold`,
    });
  return montant(centimes);
}

function formuleErronee({ dossier }: AffaireEtablie, { phrase }: FormuleErronee): Anomalie {
  const { code, ligne } = dossier.regle;
  return signaler(
    'BLOQUANT',
    'C-REV-43',
    {
      fr: `Règle ${code}, affaire ${dossier.nom} : ${phrase.fr}.`,
      en: `Rule ${code}, project ${dossier.nom}: ${phrase.en}.`,
    },
    {
      fr: 'Corrigez la formule de la règle, ou la colonne d’Affaires qu’elle lit.',
      en: 'Correct the formula of the rule, or the Affaires column it reads.',
    },
    { table: 'ReglesCA', ligne, colonne: 'Formule', cle: code },
  );
}

const sansMoisDAvant = ({ dossier }: AffaireEtablie): Anomalie =>
  signaler(
    'ALERTE',
    'C-REV-44',
    {
      fr: `Affaire ${dossier.nom} : pas de CA par formule au mois d'avant ; sa production du mois reste vide.`,
      en: `Project ${dossier.nom}: no revenue by formula the month before; its revenue of the month stays empty.`,
    },
    { fr: 'Validez d’abord le mois d’avant.', en: 'Validate the month before first.' },
    { table: HistoriqueParticulier.nom, colonne: 'CaPrecedent', cle: dossier.IdAffaire },
  );
