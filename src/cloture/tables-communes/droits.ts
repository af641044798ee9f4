import { DROITS, Droits as LesDroits, type Anomalie, type Jour } from '../../comptabilite';
import { defineTable, enumeration, jour, texte, type TablesLues } from '../../workbook/table';
import { Historique } from './generees';

/** Qui peut forcer un chiffre ou saisir de l'historique. */
export const Droits = defineTable({
  nom: 'Droits',
  feuille: 'Droits de forcer',
  titre: { fr: 'Qui peut forcer', en: 'Who may force' },
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
      note: 'Le nom tel qu’il signe dans « Auteur » ou « Par » ; casse et accents ne comptent pas.',
    }),
    Droit: enumeration(DROITS, {
      entete: 'Droit',
      en: 'Right',
      requis: true,
      largeur: 26,
      note: 'FORCER_CA : %, FAE et PCA du CA (DMF 070817 d’Akuiteo). FORCER_REGULARISATIONS : FNP, CCA, FAE, PCA (070821). SAISIR_HISTORIQUE : lignes MANUEL et REPRISE (070820).',
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
