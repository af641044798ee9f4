/**
 * Qui peut forcer un chiffre, valider, fermer ou rouvrir. C'est une trace et un garde : le volet refuse, et ce qui vient
 * d'une autre main bloque la clôture ; un classeur, lui, n'empêche personne d'écrire dans une cellule, ni de signer du nom
 * d'un autre.
 */
import { signaler, type Anomalie, type LieuAnomalie, type Phrase } from './anomalie';
import { texteJour, versIso, type Jour } from './jour';

export const DROITS = [
  'FORCER_CA',
  'FORCER_REGULARISATIONS',
  'SAISIR_HISTORIQUE',
  'VALIDER_CLOTURE',
  'FERMER_MOIS',
  'ROUVRIR_MOIS',
] as const;
export type Droit = (typeof DROITS)[number];

/** Un droit donné à une personne, tel que sa table le nomme ; sans borne, depuis toujours ou pour toujours. */
interface LigneDroit {
  readonly Personne: string;
  readonly Droit: Droit;
  readonly Depuis?: Jour | undefined;
  readonly Jusqua?: Jour | undefined;
}

const CORRIGER = (noms: string, names: string): Phrase => ({
  fr: `Faites-le décider et signer par ${noms}, ou effacez-le.`,
  en: `Have it decided and signed by ${names}, or clear it.`,
});

const simple = (nom: string) =>
  nom.normalize('NFD').replace(/\p{M}/gu, '').trim().replace(/\s+/g, ' ').toLowerCase();

/** Les droits d'un dossier. Sans une seule ligne pour un droit, tout le monde l'a : la société ne le restreint pas. */
export class Droits {
  private readonly parDroit = new Map<Droit, LigneDroit[]>();

  constructor(lignes: Iterable<LigneDroit>) {
    for (const l of lignes) this.parDroit.set(l.Droit, [...(this.parDroit.get(l.Droit) ?? []), l]);
  }

  /** Ceux qui ont ce droit à ce jour ; undefined si la société ne le restreint pas. */
  autorises(droit: Droit, jour: Jour): string[] | undefined {
    return this.parDroit
      .get(droit)
      ?.filter(l => (l.Depuis ?? jour) <= jour && jour <= (l.Jusqua ?? jour))
      .map(l => l.Personne);
  }

  /** Vrai si ce droit est restreint et que cette personne ne l'a pas, ou que personne ne signe. Casse et accents mis à part. */
  refuse(personne: string | undefined, droit: Droit, jour: Jour): boolean {
    const noms = this.autorises(droit, jour);
    return noms !== undefined && !noms.some(nom => simple(nom) === simple(personne ?? ''));
  }

  /** C-DRT-01, si ce qui est forcé ou saisi l'est par qui n'en a pas le droit. */
  controler(
    {
      quoi,
      what,
      par,
      droit,
      jour,
    }: { quoi: string; what: string; par: string | undefined; droit: Droit; jour: Jour },
    lieu: LieuAnomalie,
    remede: (noms: string, names: string) => Phrase = CORRIGER,
  ): Anomalie[] {
    if (!this.refuse(par, droit, jour)) return [];
    const noms = (this.autorises(droit, jour) ?? []).join(', ');
    return [
      signaler(
        'BLOQUANT',
        'C-DRT-01',
        {
          fr: `${quoi} : ${par === undefined ? 'sans auteur' : `par ${par}`}, qui n'a pas le droit ${droit} au ${texteJour(jour)}.`,
          en: `${what}: ${par === undefined ? 'without an author' : `by ${par}`}, who does not hold the right ${droit} at ${versIso(jour)}.`,
        },
        remede(noms || 'quelqu’un de la table Droits', noms || 'someone of the Droits table'),
        lieu,
      ),
    ];
  }
}
