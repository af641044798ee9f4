// Lancé dans plusieurs fuseaux par le test : l'empreinte de ce qui est écrit ne doit pas en dépendre.
import { createHash } from 'node:crypto';
import { openDocument, saveDocument } from '../../../src/embedded/xlsx';
import { classeurComplet, etatDe } from './fabrique';

async function empreinte(): Promise<string> {
  const doc = await openDocument(await classeurComplet());
  const dates = [1, 2, 3].map(l => doc.snapshot.sheets['s1']?.cellData?.[l]?.[1]?.v);
  const octets = await saveDocument(doc, etatDe(doc, { settings: { essai: 1 } }));
  return `${dates.join(',')} ${createHash('sha256').update(octets).digest('hex')}`;
}

void empreinte().then(texte => process.stdout.write(texte));
