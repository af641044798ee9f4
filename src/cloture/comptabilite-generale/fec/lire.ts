/** Lire un FEC sans figer la fenêtre : encodage, lecture et contrôles par tranches, avec avancée et renoncement. */
import { throwIfCancelled, type WorkOptions, yieldToWindow } from '../../../workbook/office';
import {
  LectureParTranches,
  tablesDuFec,
  type LectureFec,
  type OptionsFec,
  type TablesFec,
} from './calcul/fec';
import { LignesEntieres } from './calcul/enregistrements';
import { Detection, recodeur, type Encodage, type Source } from './encodage';

/** Octets lus et compris d'une traite : quelques millisecondes. */
export const OCTETS_PAR_TRANCHE = 256 * 1024;
/** Au-delà, on rend la main : une fenêtre ne se fige jamais plus de 50 ms. */
const TRANCHE_MS = 30;

const ETAPES = {
  encodage: { etape: 'Encodage du fichier', en: 'Encoding of the file' },
  lecture: { etape: 'Lecture du fichier', en: 'Reading the file' },
  controle: { etape: 'Contrôle des écritures', en: 'Checking the entries' },
} as const;

/** Rend la main quand la tranche a assez duré ; compte les occasions de la rendre. */
class Respiration {
  occasions = 0;
  private depuis = performance.now();

  constructor(private readonly signal?: AbortSignal) {}

  async souffler(): Promise<void> {
    this.occasions++;
    throwIfCancelled(this.signal);
    if (performance.now() - this.depuis < TRANCHE_MS) return;
    await yieldToWindow();
    throwIfCancelled(this.signal);
    this.depuis = performance.now();
  }

  async mener<T>(suite: Generator<void, T>): Promise<T> {
    for (;;) {
      const { done, value } = suite.next();
      if (done) return value;
      await this.souffler();
    }
  }
}

/** De quoi rendre la main et dire où l'on en est. */
interface Suivi {
  readonly respiration: Respiration;
  readonly onProgress?: WorkOptions['onProgress'];
}

/**
 * Les morceaux de la source, dans l'ordre ; le suivant se lit pendant que celui-ci se traite.
 * @param traiter rend faux pour s'arrêter là
 */
async function parcourir(
  source: Source,
  etape: (typeof ETAPES)['encodage' | 'lecture'],
  { respiration, onProgress }: Suivi,
  traiter: (octets: Uint8Array, fini: boolean) => boolean,
): Promise<boolean> {
  const { taille } = source;
  const borne = (de: number) => Math.min(taille, de + OCTETS_PAR_TRANCHE);
  let suivant = source.lire(0, borne(0));
  for (let de = 0; ; de = borne(de)) {
    const a = borne(de);
    const octets = await suivant;
    if (a < taille) suivant = source.lire(a, borne(a));
    if (!traiter(octets, a >= taille)) return false;
    onProgress?.({ ...etape, fait: a, total: taille });
    await respiration.souffler();
    if (a >= taille) return true;
  }
}

/** L'encodage de tout le fichier, quand il n'est pas de l'UTF-8. */
async function detecter(source: Source, suivi: Suivi): Promise<Encodage | 'utf-16'> {
  const detection = new Detection();
  await parcourir(source, ETAPES.encodage, suivi, octets => {
    detection.ajouter(octets);
    return true;
  });
  return detection.encodage();
}

/** Lit tout le fichier dans cet encodage ; faux dès qu'il n'est pas de l'UTF-8 qu'on y cherchait. */
function lireEn(
  source: Source,
  encodage: Encodage,
  lecture: LectureParTranches,
  suivi: Suivi,
): Promise<boolean> {
  const recoder = recodeur(encodage);
  const entieres = new LignesEntieres();
  const detection = new Detection();
  return parcourir(source, ETAPES.lecture, suivi, (octets, fini) => {
    if (encodage === 'utf-8') {
      detection.ajouter(octets);
      if (!detection.permetUtf8(fini)) return false;
    }
    lecture.ajouter(entieres.ajouter(recoder(octets), fini));
    return true;
  });
}

/** Une lecture, et combien de fois elle a pu rendre la main. */
export interface LectureMenee extends LectureFec {
  readonly occasions: number;
}

/**
 * Lit et contrôle un FEC. Rien n'est écrit nulle part.
 * @throws Cancelled si l'on renonce
 * @example const lecture = await lireFec(sourceOctets('123456789FEC20261231.txt', octets));
 */
export async function lireFec(
  source: Source,
  options: Omit<OptionsFec, 'fichier'> = {},
  { signal, onProgress }: WorkOptions = {},
): Promise<LectureMenee> {
  const respiration = new Respiration(signal);
  const suivi = { respiration, ...(onProgress ? { onProgress } : {}) };
  const utf8 = new TextDecoder();
  const neuve = () => new LectureParTranches({ ...options, fichier: source.nom }, o => utf8.decode(o));
  let lecture = neuve();
  // Presque tous les fichiers sont de l'ASCII ou de l'UTF-8 : on y croit jusqu'au premier octet qui dit non.
  if (!(await lireEn(source, 'utf-8', lecture, suivi))) {
    const encodage = await detecter(source, suivi);
    lecture = neuve();
    if (encodage === 'utf-16') lecture.refuserEncodage('UTF-16');
    else await lireEn(source, encodage, lecture, suivi);
  }
  onProgress?.({ ...ETAPES.controle, fait: 0, total: lecture.lues });
  const lue = await respiration.mener(lecture.suite());
  onProgress?.({ ...ETAPES.controle, fait: lecture.lues, total: lecture.lues });
  return { ...lue, occasions: respiration.occasions };
}

/** Les lignes des tables d'une lecture qui ne bloque pas, par tranches. */
export function mettreEnTables(lecture: LectureFec, { signal }: WorkOptions = {}): Promise<TablesFec> {
  return new Respiration(signal).mener(tablesDuFec(lecture));
}
