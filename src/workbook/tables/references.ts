/** C-GEN-02 : un code cité dans une table existe dans celle qui le définit. */
import { accorder, type Anomalie } from '../../comptabilite';
import { colonneDe, type AnyTable, type Lecture, type ReferenceComposee } from '../table';
import { cleTexte, texteDeCle } from './doublons';
import { ANOMALIES_PAR_COLONNE } from './journal';
import { parColonne, type LigneLue, type LignesParColonne } from './par-colonne';

/** Toutes les références d'une table, simples et composées. */
export function referencesDe(
  table: AnyTable,
  cleDe: (nom: string) => string | undefined,
): ReferenceComposee[] {
  const simples = table.colonnes.flatMap(({ cle, reference }) => {
    if (reference === undefined) return [];
    const [nom = '', colonne] = reference.split('.');
    const cible = colonne ?? cleDe(nom);
    return cible === undefined ? [] : [{ colonnes: [cle], table: nom, cible: [cible] }];
  });
  return [...simples, ...table.references];
}

/**
 * Contrôle que chaque référence mène à une ligne. Une table citée mais absente ou vide n'est pas contrôlable : une
 * alerte le dit, une fois par colonne.
 *
 * @example controlerReferences(new Map([['Temps', lectureTemps], ['Affaires', lectureAffaires]]))
 */
export function controlerReferences(tables: ReadonlyMap<string, Lecture>): Anomalie[] {
  const connus = new Map<string, ReadonlySet<string>>();
  const clesDe = (lecture: Lecture, cible: readonly string[]): ReadonlySet<string> => {
    const nom = [lecture.table.nom, ...cible].join('.');
    let cles = connus.get(nom);
    if (!cles) {
      const lignes = parColonne(lecture);
      cles = new Set([
        ...lignes.numeros.map((_, rang) => cleDuRang(lignes, rang, cible)),
        ...lecture.ecartees.map(l => cleTexte(l, cible)),
      ]);
      connus.set(nom, cles);
    }
    return cles;
  };
  const anomalies: Anomalie[] = [];
  for (const lecture of tables.values()) {
    const references = referencesDe(lecture.table, nom => tables.get(nom)?.table.cle[0]);
    for (const reference of references) {
      const cible = tables.get(reference.table);
      if (cible) anomalies.push(...controler(lecture, reference, cible, clesDe(cible, reference.cible)));
    }
  }
  return anomalies;
}

const cleDuRang = (lignes: LignesParColonne, rang: number, cle: readonly string[]) =>
  texteDeCle(cle.map(c => lignes.colonne(c)[rang]));

/** Les lignes dont la référence, entière, ne mène à rien ; les autres ne deviennent pas des objets. */
function lignesCitantes(
  lignes: LignesParColonne,
  colonnes: readonly string[],
  cles: ReadonlySet<string>,
): LigneLue[] {
  const valeurs = colonnes.map(c => lignes.colonne(c));
  const citantes: LigneLue[] = [];
  for (let rang = 0; rang < lignes.n; rang++) {
    const cle = valeurs.map(v => v[rang]);
    if (!cle.includes(undefined) && !cles.has(texteDeCle(cle))) citantes.push(lignes.ligne(rang));
  }
  return citantes;
}

function controler(
  lecture: Lecture,
  reference: ReferenceComposee,
  cible: Lecture,
  cles: ReadonlySet<string>,
): Anomalie[] {
  const { table } = lecture;
  const derniere = reference.colonnes[reference.colonnes.length - 1] ?? '';
  const citantes = lignesCitantes(parColonne(lecture), reference.colonnes, cles);
  if (citantes.length === 0) return [];
  const { entete, en } = colonneDe(table, derniere);
  const commun = { code: 'C-GEN-02', table: table.nom, colonne: derniere };
  if (cles.size === 0) {
    const etat = cible.absente ? 'absente' : 'vide';
    return [
      {
        ...commun,
        gravite: 'ALERTE',
        message: `${table.nom}, « ${entete} » : la table ${reference.table} est ${etat}, ${citantes.length} codes ne sont pas vérifiés.`,
        remede: `Remplissez la table ${reference.table}.`,
        en: {
          message: `${table.nom}, "${en}": the table ${reference.table} is ${cible.absente ? 'missing' : 'empty'}, ${citantes.length} codes are not checked.`,
          remede: `Fill the table ${reference.table}.`,
        },
      },
    ];
  }
  const anomalies = citantes.slice(0, ANOMALIES_PAR_COLONNE).map((ligne): Anomalie => {
    const code = reference.colonnes.map(c => String(ligne[c])).join(' / ');
    const ecrit = proche(code, cles);
    return {
      ...commun,
      gravite: 'BLOQUANT',
      ligne: ligne.ligne,
      cle: code,
      message: `${table.nom}, ligne ${ligne.ligne}, « ${entete} » : ${code} n'existe pas dans la table ${reference.table}.`,
      remede:
        ecrit === undefined
          ? `Corrigez le code, ou ajoutez ${code} à la table ${reference.table}.`
          : `Écrivez ${ecrit}, comme dans la table : la casse, les espaces et les zéros comptent.`,
      en: {
        message: `${table.nom}, row ${ligne.ligne}, "${en}": ${code} does not exist in the table ${reference.table}.`,
        remede:
          ecrit === undefined
            ? `Correct the code, or add ${code} to the table ${reference.table}.`
            : `Write ${ecrit}, as in the table: case, spaces and zeros count.`,
      },
    };
  });
  const autres = citantes.length - anomalies.length;
  if (autres > 0) {
    anomalies.push({
      ...commun,
      gravite: 'BLOQUANT',
      message: `${table.nom}, « ${entete} » : ${accorder(autres, 'autre ligne cite', 'autres lignes citent')} un code inconnu de ${reference.table}.`,
      remede: `Complétez la table ${reference.table}.`,
      en: {
        message: `${table.nom}, "${en}": ${accorder(autres, 'more row cites', 'more rows cite', 'en')} a code unknown in ${reference.table}.`,
        remede: `Complete the table ${reference.table}.`,
      },
    });
  }
  return anomalies;
}

/** Le code connu qui ne diffère que par la casse, les espaces ou les zéros de tête : l'erreur la plus fréquente. */
function proche(code: string, cles: ReadonlySet<string>): string | undefined {
  const reduire = (t: string) =>
    t
      .toUpperCase()
      .replace(/[\s\u00a0]/g, '')
      .replace(/^0+/, '');
  const reduit = reduire(code);
  for (const cle of cles) {
    if (reduire(cle) === reduit) return cle;
  }
  return undefined;
}
