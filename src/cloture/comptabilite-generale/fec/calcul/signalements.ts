/** Les constats d'un fichier, ligne par ligne, sans en noyer le lecteur : les premiers de chaque motif, puis le compte. */
import { type Anomalie, signaler } from '../../../../comptabilite';
import { MOTIFS, type NomMotif } from './motifs';

/** Constats montrés un par un pour un même motif et une même colonne. */
export const MONTRES = 20;

interface Groupe {
  readonly motif: NomMotif;
  readonly colonne: string;
  readonly constats: { ligne: number; valeurs: readonly string[] }[];
  nombre: number;
  derniere: number;
}

const COUPE = 60;
/** Une valeur citée tient sur une ligne. */
const citee = (valeur: string) => {
  const propre = valeur.replace(/[\t\r\n]+/g, ' ⇥ ');
  return propre.length > COUPE ? `${propre.slice(0, COUPE)}…` : propre;
};

const remplir = (phrase: string, valeurs: readonly string[]) =>
  phrase.replace(/\{(\d)\}/g, (_, rang: string) => citee(valeurs[Number(rang)] ?? ''));

export class Signalements {
  private readonly groupes = new Map<string, Groupe>();
  /** Nombre de constats bloquants : s'il n'est pas nul, rien ne s'importe. */
  bloquants = 0;

  constructor(readonly fichier: string) {}

  /**
   * Note un constat. Au-delà des premiers, il est seulement compté.
   * @param ligne numéro de ligne du fichier, l'en-tête étant la 1 ; 0 si le constat est du fichier entier
   * @param valeurs ce qui remplit la phrase du motif
   */
  noter(motif: NomMotif, ligne: number, colonne: string, ...valeurs: string[]): void {
    if (MOTIFS[motif].gravite === 'BLOQUANT') this.bloquants++;
    const cle = `${motif} ${colonne}`;
    let groupe = this.groupes.get(cle);
    if (!groupe) this.groupes.set(cle, (groupe = { motif, colonne, constats: [], nombre: 0, derniere: 0 }));
    groupe.nombre++;
    groupe.derniere = ligne;
    if (groupe.constats.length < MONTRES) groupe.constats.push({ ligne, valeurs });
  }

  /** Combien de fois ce motif a été noté. */
  nombre(motif: NomMotif): number {
    let total = 0;
    for (const groupe of this.groupes.values()) if (groupe.motif === motif) total += groupe.nombre;
    return total;
  }

  /** Les anomalies, les bloquantes d'abord, chacune dans l'ordre des lignes. */
  anomalies(): Anomalie[] {
    const toutes = [...this.groupes.values()].flatMap(groupe => this.dire(groupe));
    const rang = ({ gravite }: Anomalie) => (gravite === 'BLOQUANT' ? 0 : 1);
    return toutes.sort((a, b) => rang(a) - rang(b));
  }

  private dire({ motif, colonne, constats, nombre, derniere }: Groupe): Anomalie[] {
    const { gravite, dit, remede } = MOTIFS[motif];
    const code = gravite === 'BLOQUANT' ? 'C-FEC-01' : 'C-FEC-02';
    const anomalie = (ligne: number, fr: string, en: string, valeurs: readonly string[]) =>
      signaler(
        gravite,
        code,
        {
          fr: `${this.lieu(ligne, colonne, 'fr')} : ${fr}.`,
          en: `${this.lieu(ligne, colonne, 'en')}: ${en}.`,
        },
        { fr: remplir(remede.fr, valeurs), en: remplir(remede.en, valeurs) },
        { ...(ligne > 0 ? { ligne } : {}), ...(colonne === '' ? {} : { colonne }) },
      );
    const dites = constats.map(({ ligne, valeurs }) =>
      anomalie(ligne, remplir(dit.fr, valeurs), remplir(dit.en, valeurs), valeurs),
    );
    const reste = nombre - constats.length;
    if (reste > 0)
      dites.push(
        anomalie(
          derniere,
          `encore ${reste} fois, la dernière ici (${nombre} en tout)`,
          `${reste} more, the last one here (${nombre} in all)`,
          constats[0]?.valeurs ?? [],
        ),
      );
    return dites;
  }

  private lieu(ligne: number, colonne: string, langue: 'fr' | 'en'): string {
    const mot = langue === 'fr' ? 'ligne' : 'line';
    const champ = langue === 'fr' ? `« ${colonne} »` : `"${colonne}"`;
    return [this.fichier, ...(ligne > 0 ? [`${mot} ${ligne}`] : []), ...(colonne === '' ? [] : [champ])].join(
      ', ',
    );
  }
}
