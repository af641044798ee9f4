import { Cancelled } from './office';

/** Une erreur d'Excel dite en clair : ce qui s'est passé, quoi faire, et s'il suffit de recommencer. */
export interface ExcelMessage {
  message: string;
  remede: string;
  /** Les mêmes en anglais ; absent quand la phrase n'existe qu'en français. */
  en?: { message: string; remede: string };
  recommencer: boolean;
  code: string;
  details: string;
}

const MESSAGES: Record<string, [message: string, remede: string, recommencer: boolean]> = {
  InvalidOperationInCellEditMode: [
    'Une cellule est en cours de saisie.',
    'Terminez la saisie (Entrée ou Échap), puis recommencez.',
    true,
  ],
  AccessDenied: [
    'Excel refuse l’écriture : la feuille ou la structure du classeur est protégée, ou le classeur est en lecture seule.',
    'Ôtez la protection de la feuille ou du classeur (onglet Révision) ou ouvrez le classeur en modification.',
    false,
  ],
  RequestPayloadSizeLimitExceeded: [
    'Trop de données envoyées en une fois.',
    'Recommencez ; les envois seront plus petits.',
    true,
  ],
  ResponsePayloadSizeLimitExceeded: [
    'Trop de données lues en une fois.',
    'Recommencez ; les lectures seront plus petites.',
    true,
  ],
  ItemNotFound: [
    'Un tableau ou une feuille attendu est introuvable : il a été renommé ou supprimé.',
    'Rétablissez son nom (onglet Création de tableau), puis recommencez.',
    false,
  ],
  ApiNotFound: [
    'Cette version d’Excel ne connaît pas une fonction dont la clôture a besoin.',
    'Mettez Excel à jour (Microsoft 365, Excel 2021 ou plus récent, ou Excel pour le web).',
    false,
  ],
  ActivityLimitReached: ['Excel est occupé.', 'Patientez un instant, puis recommencez.', true],
  ServiceNotAvailable: [
    'Excel est momentanément indisponible.',
    'Patientez un instant, puis recommencez.',
    true,
  ],
  ConnectionFailure: [
    'La connexion avec Excel a été interrompue.',
    'Vérifiez le réseau, puis recommencez.',
    true,
  ],
  RequestAborted: ['Excel a interrompu la demande.', 'Recommencez.', true],
  InvalidOrTimedOutSession: [
    'La session d’Excel a expiré.',
    'Rechargez le classeur, puis recommencez.',
    false,
  ],
  MemoryLimitReached: ['Excel manque de mémoire.', 'Fermez d’autres classeurs, puis recommencez.', true],
  FilteredRangeConflict: [
    'Un filtre actif empêche l’écriture.',
    'Effacez le filtre du tableau, puis recommencez.',
    true,
  ],
  MergedRangeConflict: [
    'Des cellules fusionnées empêchent l’écriture.',
    'Annulez la fusion, puis recommencez.',
    false,
  ],
  NonBlankCellOffSheet: [
    'L’insertion ferait sortir des cellules de la feuille.',
    'Libérez les dernières lignes de la feuille, puis recommencez.',
    false,
  ],
};

const ENGLISH: Record<string, [message: string, remedy: string]> = {
  InvalidOperationInCellEditMode: [
    'A cell is being edited.',
    'Finish the entry (Enter or Esc), then try again.',
  ],
  AccessDenied: [
    'Excel refuses to write: the sheet or the workbook structure is protected, or the workbook is read-only.',
    'Unprotect the sheet or the workbook (Review tab) or open the workbook for editing.',
  ],
  RequestPayloadSizeLimitExceeded: ['Too much data sent at once.', 'Try again; the parts will be smaller.'],
  ResponsePayloadSizeLimitExceeded: ['Too much data read at once.', 'Try again; the parts will be smaller.'],
  ItemNotFound: [
    'An expected table or sheet cannot be found: it was renamed or deleted.',
    'Give it back its name (Table Design tab), then try again.',
  ],
  ApiNotFound: [
    'This version of Excel lacks a function that the close needs.',
    'Update Excel (Microsoft 365, Excel 2021 or later, or Excel on the web).',
  ],
  ActivityLimitReached: ['Excel is busy.', 'Wait a moment, then try again.'],
  ServiceNotAvailable: ['Excel is unavailable for the moment.', 'Wait a moment, then try again.'],
  ConnectionFailure: ['The connection with Excel was cut.', 'Check the network, then try again.'],
  RequestAborted: ['Excel interrupted the request.', 'Try again.'],
  InvalidOrTimedOutSession: ['The session of Excel has expired.', 'Reload the workbook, then try again.'],
  MemoryLimitReached: ['Excel is short of memory.', 'Close other workbooks, then try again.'],
  FilteredRangeConflict: [
    'An active filter prevents writing.',
    'Clear the filter of the table, then try again.',
  ],
  MergedRangeConflict: ['Merged cells prevent writing.', 'Unmerge them, then try again.'],
  NonBlankCellOffSheet: [
    'The insertion would push cells off the sheet.',
    'Free the last rows of the sheet, then try again.',
  ],
};

const english = (code: string): Pick<ExcelMessage, 'en'> => {
  const [message, remede] = ENGLISH[code] ?? [];
  return message === undefined || remede === undefined ? {} : { en: { message, remede } };
};

/** Code d'une erreur d'Office.js ('' si l'erreur n'en vient pas). Le code n'est pas traduit ; le message l'est. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

export function messageOf(error: unknown): ExcelMessage {
  const code = codeOf(error);
  const details = error instanceof Error ? `${error.name} : ${error.message}` : String(error);
  if (error instanceof Cancelled)
    return {
      message: error.message,
      remede: '',
      en: { message: 'Operation cancelled: the workbook was not changed.', remede: '' },
      recommencer: true,
      code,
      details,
    };
  const known = MESSAGES[code];
  if (known)
    return { message: known[0], remede: known[1], recommencer: known[2], code, details, ...english(code) };
  if (error instanceof CloseError) {
    const en = error.english === undefined ? {} : { en: { message: error.english, remede: '' } };
    return { message: error.message, remede: '', ...en, recommencer: false, code, details };
  }
  return {
    message: code ? `Excel a répondu une erreur imprévue (${code}).` : 'Une erreur imprévue est survenue.',
    remede: 'Recommencez ; si elle revient, joignez les détails à votre demande d’aide.',
    en: {
      message: code ? `Excel answered an unexpected error (${code}).` : 'An unexpected error occurred.',
      remede: 'Try again; if it comes back, attach the details to your request for help.',
    },
    recommencer: false,
    code,
    details,
  };
}

/** Une situation que la clôture refuse en connaissance de cause ; le message est destiné à l'utilisateur. */
export class CloseError extends Error {
  constructor(
    message: string,
    readonly english?: string,
  ) {
    super(message);
    this.name = 'CloseError';
  }
}

const TRANSIENT = new Set([
  'ActivityLimitReached',
  'ServiceNotAvailable',
  'ConnectionFailure',
  'RequestAborted',
]);
const ATTEMPTS = 4;
/** Un Excel sans `delayForCellEdit` refuse pendant une saisie : on lui laisse cinq secondes pour finir (office-js §3.7). */
const TYPING = 'InvalidOperationInCellEditMode';
const TYPING_ATTEMPTS = 10;
const TYPING_MS = 500;

/**
 * Recommence une LECTURE que l'hôte a refusée par encombrement ou pendant une saisie ; une écriture ne se recommence
 * jamais à l'aveugle.
 */
export async function retryRead<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      const typing = codeOf(error) === TYPING;
      if (!typing && !TRANSIENT.has(codeOf(error))) throw error;
      if (attempt >= (typing ? TYPING_ATTEMPTS : ATTEMPTS)) throw error;
      await new Promise(resolve => setTimeout(resolve, typing ? TYPING_MS : 100 * 2 ** attempt));
    }
  }
}
