// Écrit les pages d'assets/aide : les fonctions d'après le catalogue, chaque guide d'après son Markdown.
//   npx tsx test/aide/ecrire.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import '../functions/ecrire-aide';
import { GUIDES } from './guides';
import { pageDuGuide } from './markdown';

const aide = join(__dirname, '../../assets/aide');
for (const guide of GUIDES)
  writeFileSync(join(aide, `${guide}.html`), pageDuGuide(readFileSync(join(aide, `${guide}.md`), 'utf8')));
