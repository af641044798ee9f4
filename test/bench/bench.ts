/**
 * `npm run bench [-- --filtre nom]` : une ligne JSON par figure. Chacune se compare à un plancher ou à un pair mesuré
 * dans le même processus ; aucune n'a de seuil, et aucun essai n'en dépend.
 */
import { fork } from 'node:child_process';
import { parseArgs } from 'node:util';
import type { Mesurer } from './mesure';

/** Les figures, dans l'ordre ; leur code n'est chargé que dans leur processus. */
const FIGURES: Readonly<Record<string, () => Promise<Mesurer>>> = {
  decodage: async () => (await import('./figures/decodage')).decodage,
  avancement: async () => (await import('./figures/avancement')).avancement,
  plans: async () => (await import('./figures/immobilisations')).plans,
  dotations: async () => (await import('./figures/immobilisations')).dotations,
  regularisations: async () => (await import('./figures/regularisations')).regularisations,
  'balance-agee': async () => (await import('./figures/tiers')).balanceAgee,
  etats: async () => (await import('./figures/etats')).etatsDuGrandLivre,
  fec: async () => (await import('./figures/fec')).fec,
  sceau: async () => (await import('./figures/sceau')).sceau,
  cloture: async () => (await import('./figures/cloture')).cloture,
  fichier: async () => (await import('./figures/fichier')).fichier,
  volet: async () => (await import('./figures/volet')).volet,
  ouverture: async () => (await import('./figures/volet')).ouverture,
  fenetre: async () => (await import('./figures/fenetre')).fenetre,
  fonctions: async () => (await import('./figures/fonctions')).fonctions,
  echelle: async () => (await import('./figures/echelle')).echelle,
  'fraicheur-une': async () => (await import('./figures/fraicheur')).fraicheur,
  'fraicheur-toutes': async () => (await import('./figures/fraicheur')).fraicheurDeToutes,
};

const mega = (octets: number) => Math.round(octets / 1e6);

async function mesurer(nom: string): Promise<void> {
  const charger = FIGURES[nom];
  if (!charger) throw new Error(`Figure inconnue : ${nom}.`);
  // La sortie ne porte que les figures : les journaux des bibliothèques vont ailleurs.
  console.log = console.info = console.debug = console.warn = (...data: unknown[]) => console.error(...data);
  const figure = await (await charger())();
  const { maxRSS } = process.resourceUsage();
  const memoire = { memoireMo: mega(process.memoryUsage.rss()), memoireMaxMo: mega(maxRSS * 1024) };
  process.stdout.write(`${JSON.stringify({ nom, ...figure, ...memoire })}\n`);
}

function aPart(nom: string): Promise<number> {
  return new Promise(fini => fork(__filename, ['--mesurer', nom]).on('exit', code => fini(code ?? 1)));
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { filtre: { type: 'string' }, mesurer: { type: 'string' } } });
  if (values.mesurer !== undefined) {
    await mesurer(values.mesurer);
    return 0;
  }
  const noms = Object.keys(FIGURES).filter(nom => nom.includes(values.filtre ?? ''));
  if (noms.length === 0) {
    process.stderr.write(
      `Aucune figure ne répond à « ${values.filtre} » : ${Object.keys(FIGURES).join(', ')}.\n`,
    );
    return 2;
  }
  let code = 0;
  for (const nom of noms) {
    process.stderr.write(`${nom}…\n`);
    code = Math.max(code, await aPart(nom));
  }
  return code;
}

main().then(
  code => process.exit(code),
  (erreur: unknown) => {
    process.stderr.write(`${String(erreur)}\n`);
    process.exit(1);
  },
);
