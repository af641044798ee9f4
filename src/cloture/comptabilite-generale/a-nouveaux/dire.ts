/** Ce que les à-nouveaux disent, dans les deux langues. */
import { signaler, texteMontant, type Anomalie, type Montant } from '../../../comptabilite';

export const balanceFausse = (exercice: string, ecart: Montant): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-AN-01',
    {
      fr: `Les à-nouveaux de l'exercice qui suit ${exercice} ne s'équilibrent pas : il manque ${texteMontant(ecart)}.`,
      en: `The opening entries after year ${exercice} do not balance: ${texteMontant(ecart, 'en')} is missing.`,
    },
    {
      fr: `Corrigez les pièces déséquilibrées de l'exercice ${exercice} ; ANouveaux = NON dans Parametres s'en passe.`,
      en: `Correct the unbalanced documents of year ${exercice}; ANouveaux = NON in Parametres does without.`,
    },
    { cle: exercice },
  );

const liste = (ecarts: readonly (readonly [string, Montant])[], langue: 'fr' | 'en') =>
  ecarts
    .slice(0, 3)
    .map(([compte, m]) => `${compte} ${texteMontant(m, langue)}`)
    .join(', ') + (ecarts.length > 3 ? '…' : '');

/** C-AN-02 : des à-nouveaux importés, ou déjà validés, ne sont pas les soldes de clôture. */
export const differents = (
  exercice: string,
  quoi: 'IMPORTES' | 'VALIDES',
  ecarts: readonly (readonly [string, Montant])[],
): Anomalie =>
  signaler(
    'ALERTE',
    'C-AN-02',
    {
      fr: `Les à-nouveaux ${quoi === 'IMPORTES' ? 'importés' : 'validés'} de ${exercice} ne sont pas les soldes de clôture de l'exercice d'avant : ${ecarts.length} compte${ecarts.length > 1 ? 's' : ''} (${liste(ecarts, 'fr')}).`,
      en: `The ${quoi === 'IMPORTES' ? 'imported' : 'posted'} opening entries of ${exercice} are not the closing balances of the year before: ${ecarts.length} account${ecarts.length > 1 ? 's' : ''} (${liste(ecarts, 'en')}).`,
    },
    {
      fr: "Complétez l'exercice d'avant, ou corrigez les à-nouveaux par une écriture.",
      en: 'Complete the year before, or correct the opening balances with an entry.',
    },
    { cle: exercice },
  );

/** C-AN-03 : un compte de l'ancien plan n'a pas de cible décidée. */
export const aDecider = (compte: string, solde: Montant): Anomalie =>
  signaler(
    'BLOQUANT',
    'C-AN-03',
    {
      fr: `Le compte ${compte}, ${texteMontant(solde)} à la clôture, n'a pas de compte d'office au PCG2025.`,
      en: `Account ${compte}, ${texteMontant(solde, 'en')} at closing, has no automatic account in PCG2025.`,
    },
    {
      fr: `Choisissez le compte qui le reprend, dans « Passage au PCG 2025 ».`,
      en: 'Choose the account that takes it over, in "Passage au PCG 2025".',
    },
    { table: 'PassagePlan', colonne: 'Retenu', cle: compte },
  );

export const aConfirmer = (compte: string, vers: string): Anomalie =>
  signaler(
    'ALERTE',
    'C-AN-04',
    {
      fr: `Le compte ${compte} est repris au ${vers} : sa cible dépend des faits.`,
      en: `Account ${compte} is carried forward to ${vers}: its target depends on the facts.`,
    },
    {
      fr: 'Confirmez ou changez le compte, dans « Passage au PCG 2025 ».',
      en: 'Confirm or change the account, in "Passage au PCG 2025".',
    },
    { table: 'PassagePlan', colonne: 'Retenu', cle: compte },
  );
