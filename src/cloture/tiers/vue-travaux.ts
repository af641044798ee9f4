/** Ce que le volet montre du lettrage, des relances et des provisions, pris dans les tables calculées. */
import type { BilanExecution } from '../../ui/proprietes';
import type { Valeurs } from '../../workbook/table';
import type { ProvisionsClients } from './douteuses/tables';
import type { LettragesProposes } from './lettrage/tables';
import type { Lettrages } from '../tables-communes/lettrages';
import type { Relances } from './relances/tables';

export type LigneProposition = Valeurs<typeof LettragesProposes>;
export type LigneRelance = Valeurs<typeof Relances>;
export type LigneProvision = Valeurs<typeof ProvisionsClients>;

const lignesDe = <T>(bilan: BilanExecution, nom: string) =>
  (bilan.produites?.find(p => p.table.nom === nom)?.lignes ?? []) as readonly T[];

export const propositions = (bilan: BilanExecution) => lignesDe<LigneProposition>(bilan, 'LettragesProposes');
export const relances = (bilan: BilanExecution) => lignesDe<LigneRelance>(bilan, 'Relances');
export const provisions = (bilan: BilanExecution) => lignesDe<LigneProvision>(bilan, 'ProvisionsClients');

/** Nombre de lignes lettrées, annulées non comprises. */
export const lignesLettrees = (bilan: BilanExecution): number =>
  lignesDe<Valeurs<typeof Lettrages>>(bilan, 'Lettrages').filter(l => l.Etat === 'LETTRE').length;
