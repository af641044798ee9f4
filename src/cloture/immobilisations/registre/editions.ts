/** Le registre à imprimer, et ce qui a changé dans les fiches depuis l'arrêté précédent. */
import { texteJour, versIso, ZERO, type Jour } from '../../../comptabilite';
import type { Ligne, Valeurs } from '../../../workbook/table';
import type { TableProduite } from '../../contexte';
import { Dotations, ModificationsImmo, RegistreImmo } from '../tables';
import type { BienArrete } from './arreter';
import type { Bien } from './bien';
import type { DonneesImmobilisations } from './donnees';

const ABREGES = { LINEAIRE: 'LIN', DEGRESSIF: 'DEG' } as const;

/** « LIN 36 », « LIN 60 + DEG 60 », ou « non amorti ». */
function planEnBref({ fiche }: Bien): string {
  if (fiche.mode === 'NON_AMORTISSABLE' || fiche.mode === 'UNITES_OEUVRE') return 'non amorti';
  const economique = `${ABREGES[fiche.mode]} ${fiche.dureeMois}`;
  if (fiche.modeFiscal === undefined) return economique;
  return `${economique} + ${ABREGES[fiche.modeFiscal]} ${fiche.dureeFiscaleMois ?? fiche.dureeMois}`;
}

/** Le registre à l'arrêté, un bien par ligne, tel qu'on l'imprime. */
export function produireRegistre(etats: readonly BienArrete[]): TableProduite<typeof RegistreImmo> {
  return {
    table: RegistreImmo,
    lignes: etats.map(({ bien, apres, etat }) => ({
      IdImmo: bien.id,
      Libelle: bien.ligne.Libelle,
      Compte: apres.Compte,
      DateAcquisition: bien.ligne.DateAcquisition,
      DateMiseEnService: bien.ligne.DateMiseEnService,
      Plan: planEnBref(bien),
      Brut: apres.Brut,
      Cumul: apres.Cumul,
      Depreciation: apres.Depreciation ?? ZERO,
      VNC: apres.VNC,
      Etat: etat,
      Localisation: apres.Localisation,
      IdCollab: apres.IdCollab,
    })),
    cle: l => l.IdImmo,
    portee: () => true,
  };
}

/** Champs suivis : ce que l'historique d'un arrêté garde de la fiche. */
const SUIVIS = [
  'Categorie',
  'Compte',
  'CompteAmort',
  'Section',
  'Localisation',
  'IdCollab',
  'NoSerie',
  'DateMiseEnService',
  'DateReprise',
  'Mode',
  'DureeMois',
] as const satisfies readonly (keyof Valeurs<typeof Dotations>)[];

const ENTETES = new Map(Dotations.colonnes.map(c => [c.cle, c]));

function enTexte(champ: (typeof SUIVIS)[number], valeur: string | number | undefined): string | undefined {
  if (valeur === undefined) return undefined;
  return ENTETES.get(champ)?.sorte === 'jour' ? texteJour(valeur as Jour) : String(valeur);
}

/**
 * Ce qui a changé dans chaque fiche depuis son arrêté précédent ; l'exécution y met son auteur et son heure. Un
 * historique d'avant ces colonnes n'a rien à comparer : rien n'est alors signalé.
 */
export function produireModifications(
  etats: readonly BienArrete[],
  donnees: DonneesImmobilisations,
  arrete: Jour,
): TableProduite<typeof ModificationsImmo> {
  return {
    table: ModificationsImmo,
    lignes: etats.flatMap(({ bien, apres }) => {
      const avant = donnees.dotations
        .get(bien.id)
        ?.filter(d => d.Arrete < arrete)
        .at(-1);
      return avant?.Mode === undefined ? [] : comparer(avant, apres, arrete);
    }),
    cle: l => `${l.IdImmo}|${versIso(l.Arrete)}|${l.Champ}`,
    portee: l => l.Arrete === arrete,
  };
}

function comparer(
  avant: Ligne<typeof Dotations>,
  apres: Valeurs<typeof Dotations>,
  arrete: Jour,
): Valeurs<typeof ModificationsImmo>[] {
  return SUIVIS.flatMap(champ => {
    if (avant[champ] === apres[champ]) return [];
    return [
      {
        IdImmo: apres.IdImmo,
        Arrete: arrete,
        Champ: ENTETES.get(champ)?.entete ?? champ,
        Ancien: enTexte(champ, avant[champ]),
        Nouveau: enTexte(champ, apres[champ]),
        Par: undefined,
        Horodatage: undefined,
      },
    ];
  });
}
