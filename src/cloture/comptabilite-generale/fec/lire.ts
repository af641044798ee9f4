/** Lire un FEC sans figer la fenêtre : encodage, lecture et contrôles par tranches, avec avancée et renoncement. */
import { throwIfCancelled, type WorkOptions, yieldToWindow } from '../../../workbook/office';
import {
  LectureParTranches,
  tablesDuFec,
  type LectureFec,
  type OptionsFec,
  type TablesFec,
} from './calcul/fec';
import { decodeur, Detection, LignesEntieres, type Source } from './encodage';

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

/** Les morceaux de la source, dans l'ordre, l'avancée dite. */
async function parcourir(
  source: Source,
  etape: (typeof ETAPES)['encodage' | 'lecture'],
  { respiration, onProgress }: { respiration: Respiration; onProgress?: WorkOptions['onProgress'] },
  traiter: (octets: Uint8Array, fini: boolean) => void,
): Promise<void> {
  for (let de = 0; de === 0 || de < source.taille; de += OCTETS_PAR_TRANCHE) {
    const a = Math.min(source.taille, de + OCTETS_PAR_TRANCHE);
    traiter(await source.lire(de, a), a >= source.taille);
    onProgress?.({ ...etape, fait: a, total: source.taille });
    await respiration.souffler();
  }
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
  const detection = new Detection();
  await parcourir(source, ETAPES.encodage, suivi, octets => detection.ajouter(octets));
  const encodage = detection.encodage();
  const lecture = new LectureParTranches({ ...options, fichier: source.nom });
  if (encodage === 'utf-16') lecture.refuserEncodage('UTF-16');
  else {
    const decoder = decodeur(encodage);
    const entieres = new LignesEntieres();
    await parcourir(source, ETAPES.lecture, suivi, (octets, fini) =>
      lecture.ajouter(decoder(entieres.ajouter(octets, fini))),
    );
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
