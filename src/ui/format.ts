import type { Langue } from './proprietes';

export interface Formats {
  /** Un montant en euros à deux décimales : « 45 000,00 ». Zéro : « – ». */
  montant(euros: number): string;
  /** Un montant dont le zéro se lit en chiffres (totaux d'un reçu). */
  total(euros: number): string;
  /** Un taux (0,45) en pourcentage : « 45,00 % ». */
  pourcentage(taux: number): string;
  entier(n: number): string;
  /** Un nombre quelconque, sans zéros de trop : « 0,45 », « 1 234,5 ». */
  nombre(n: number): string;
  /** Une date ISO comme on la lit : 30/11/2026. */
  jour(iso: string): string;
  /** L'heure d'un journal, gardée en temps universel (« 2026-11-30 18:04:11 »), à l'heure d'ici : « 30/11/2026 19:04 ». */
  heure(journal: string): string;
  /** Le mois d'une date ISO : « novembre 2026 ». */
  mois(iso: string): string;
  /** Le mois en deux chiffres et l'année en deux : « 11/26 ». */
  moisCourt(iso: string): string;
}

const REGION: Record<Langue, string> = { fr: 'fr-FR', en: 'en-GB' };

/** Espace insécable ordinaire : celle que les feuilles écrivent, quelle que soit la version du navigateur. */
const espaces = (texte: string) => texte.replace(/\u202f/g, '\u00a0');

function construire(langue: Langue): Formats {
  const region = REGION[langue];
  const deux = new Intl.NumberFormat(region, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const rien = new Intl.NumberFormat(region, { maximumFractionDigits: 0 });
  const libre = new Intl.NumberFormat(region, { maximumFractionDigits: 10 });
  const pour100 = new Intl.NumberFormat(region, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const moisLong = new Intl.DateTimeFormat(region, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const ici = new Intl.DateTimeFormat(region, {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const total = (euros: number) => espaces(deux.format(euros === 0 ? 0 : euros));
  return {
    total,
    montant: euros => (euros === 0 ? '–' : total(euros)),
    pourcentage: taux => espaces(pour100.format(taux)),
    entier: n => espaces(rien.format(n)),
    nombre: n => espaces(libre.format(n)),
    jour: iso => iso.split('-').reverse().join('/'),
    moisCourt: iso => `${iso.slice(5, 7)}/${iso.slice(2, 4)}`,
    heure: journal => {
      const date = new Date(`${journal.replace(' ', 'T')}Z`);
      return Number.isNaN(date.getTime()) ? journal : ici.format(date).replace(',', '');
    },
    mois: iso => moisLong.format(new Date(`${iso}T00:00:00Z`)),
  };
}

const connus = new Map<Langue, Formats>();

/** Formats d'affichage d'une langue ; ils ne servent qu'à lire, jamais à calculer. */
export function formatsDe(langue: Langue): Formats {
  const deja = connus.get(langue);
  if (deja) return deja;
  const formats = construire(langue);
  connus.set(langue, formats);
  return formats;
}
