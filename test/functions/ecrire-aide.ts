// Écrit assets/aide/fonctions.{md,html} d'après le catalogue : npx tsx test/functions/ecrire-aide.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { helpHtml, helpMarkdown } from '../../src/functions/help';

const aide = join(__dirname, '../../assets/aide');
writeFileSync(join(aide, 'fonctions.md'), helpMarkdown());
writeFileSync(join(aide, 'fonctions.html'), helpHtml());
