import type { Langue, OptionsExecution } from '../../ui/proprietes';
import type { Essai } from './report';

export async function replay(_o: OptionsExecution & { langue: Langue }): Promise<Essai[]> {
  return [];
}
