import { DROITS, Droits as LesDroits, type Anomalie, type Jour } from '../../comptabilite';
import { defineTable, enumeration, jour, texte, type TablesLues } from '../../workbook/table';
import { Historique } from './generees';

/** Qui peut forcer un chiffre, saisir de l'historique, valider, fermer ou rouvrir. */
export const Droits = defineTable({
  nom: 'Droits',
  feuille: 'Droits de forcer',
  titre: { fr: 'Qui peut forcer, valider, fermer', en: 'Who may force, validate, close' },
  description: {
    fr: 'Un droit sans aucune ligne est à tout le monde. C’est une trace et un garde, pas un verrou : un classeur n’empêche personne d’écrire.',
    en: 'A right without any row belongs to everyone. It is a trace and a guard, not a lock: a workbook stops nobody from typing.',
  },
  famille: 'REFERENTIELS',
  gel: { nature: 'HORS' },
  cle: ['Personne', 'Droit', 'Depuis'],
  colonnes: {
    Personne: texte({
      entete: 'Personne',
      en: 'Person',
      requis: true,
      synonymes: ['Nom', 'Utilisateur'],
      largeur: 26,
      note: 'Le nom tel qu’il signe dans « Auteur », « Par » ou aux réglages du volet ; casse et accents ne comptent pas.',
    }),
    Droit: enumeration(DROITS, {
      entete: 'Droit',
      en: 'Right',
      requis: true,
      largeur: 26,
      note: 'FORCER_CA : %, FAE et PCA du CA (DMF 070817 d’Akuiteo). FORCER_REGULARISATIONS : FNP, CCA, FAE, PCA. SAISIR_HISTORIQUE : lignes MANUEL et REPRISE (070820). VALIDER_CLOTURE : écritures et historique (070818, 070821). FERMER_MOIS, ROUVRIR_MOIS : figer et défiger un mois.',
    }),
    Depuis: jour({ entete: 'Depuis', en: 'From', note: 'Premier jour du droit. Vide : depuis toujours.' }),
    Jusqua: jour({ entete: "Jusqu'à", en: 'Until', note: 'Dernier jour du droit. Vide : sans fin.' }),
  },
});

/** Les droits du dossier, tels que la table les donne. */
export const lireDroits = (tables: TablesLues): LesDroits => new LesDroits(tables.lire(Droits).lignes);

/** C-DRT-01 : une ligne d'historique de l'arrêté saisie par qui n'en a pas le droit. */
export function controlerSaisies(tables: TablesLues, arrete: Jour): Anomalie[] {
  const droits = lireDroits(tables);
  return tables
    .lire(Historique)
    .lignes.filter(l => l.Arrete === arrete && (l.TypeLigne === 'MANUEL' || l.TypeLigne === 'REPRISE'))
    .flatMap(l => {
      const quoi = [l.Module, l.IdAffaire, l.TypeLigne].filter(x => x !== undefined).join(' ');
      const lieu = { table: Historique.nom, ligne: l.ligne, colonne: 'Par', cle: quoi };
      const saisie = { quoi, what: quoi, par: l.Par, droit: 'SAISIR_HISTORIQUE', jour: arrete } as const;
      return droits.controler(saisie, lieu);
    });
}

/** Ce qu'il faut pouvoir pour chaque geste ; simuler est à tout le monde. */
const GESTES = {
  VALIDER: { droit: 'VALIDER_CLOTURE', fr: 'Valider', en: 'Validate' },
  FERMER: { droit: 'FERMER_MOIS', fr: 'Fermer', en: 'Close' },
  ROUVRIR: { droit: 'ROUVRIR_MOIS', fr: 'Rouvrir', en: 'Reopen' },
} as const;

/** C-DRT-01 : valider, fermer ou rouvrir sans en avoir le droit à l'arrêté ; qui ne signe pas ne l'a pas. */
export function controlerGeste(
  tables: TablesLues,
  geste: keyof typeof GESTES,
  { par, arrete }: { readonly par: string | undefined; readonly arrete: Jour },
): Anomalie[] {
  const { droit, fr, en } = GESTES[geste];
  return lireDroits(tables).controler(
    { quoi: fr, what: en, par, droit, jour: arrete },
    { table: Droits.nom, colonne: 'Droit', cle: droit },
    (noms, names) => ({
      fr: `Demandez-le à ${noms} ; si c'est vous, signez de ce nom aux réglages du volet.`,
      en: `Ask ${names}; if it is you, sign with that name in the pane's settings.`,
    }),
  );
}
