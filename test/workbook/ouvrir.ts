/** Un classeur ouvert dans l'Excel embarqué, notre code relié à lui par la bibliothèque de Microsoft. */
import { createEmbeddedExcel, type EmbeddedExcel } from '../../src/embedded/embedded';
import { bootClient, type Client } from '../../src/embedded/node/client';

export interface Ouvert {
  excel: EmbeddedExcel;
  client: Client;
}

/** Ouvre le fichier avant les essais du bloc et le ferme après : neuf pour chacun, ou le même pour tous. */
export function ouvrir(fichier: () => Promise<Uint8Array>, pour: 'chacun' | 'tous' = 'chacun'): Ouvert {
  const ouvert = {} as Ouvert;
  const [avant, apres] = pour === 'chacun' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  avant(async () => {
    ouvert.excel = await createEmbeddedExcel({ fichier: await fichier() });
    ouvert.client = bootClient(ouvert.excel);
    ouvert.client.install();
  });
  apres(() => {
    ouvert.client.uninstall();
    ouvert.client.dispose();
    ouvert.excel.dispose();
  });
  return ouvert;
}
