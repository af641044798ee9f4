/** C-CPT-19 : une pièce de la clôture, importée aussi, se compterait deux fois. */
import { signaler, type Anomalie } from '../../../comptabilite';
import { MAX_PAR_CONTROLE, type LivreControle } from './livre-controle';

/**
 * Les pièces (exercice, journal et numéro) que les écritures importées et celles de la clôture portent toutes deux. Le
 * numéro d'une écriture générée n'est qu'à elle : la même pièce est dans les deux tables.
 */
export function controlerDeuxFois(importees: LivreControle, generees: LivreControle): Anomalie[] {
  const cle = ({ Exercice, Journal, EcritureNum }: LivreControle, i: number) =>
    [Exercice[i], Journal[i], EcritureNum[i]].join('|');
  const numeros = new Set(generees.EcritureNum);
  const pieces = new Set(generees.ligne.map((_, i) => cle(generees, i)));
  const anomalies: Anomalie[] = [];
  for (let i = 0; i < importees.n && anomalies.length < MAX_PAR_CONTROLE; i++) {
    if (!numeros.has(importees.EcritureNum[i]) || !pieces.delete(cle(importees, i))) continue;
    anomalies.push(dire(importees, i));
  }
  return anomalies;
}

function dire({ table, ligne, Journal, EcritureNum }: LivreControle, i: number): Anomalie {
  const nom = `${Journal[i]} ${EcritureNum[i]}`;
  return signaler(
    'BLOQUANT',
    'C-CPT-19',
    {
      fr: `L'écriture ${nom} est importée, et c'est aussi une écriture de clôture : elle se compte deux fois.`,
      en: `Entry ${nom} is imported, and is a closing entry too: it is counted twice.`,
    },
    {
      fr: 'Importez de nouveau le FEC, qui la laissera de côté, ou retirez-la des écritures importées.',
      en: 'Import the FEC again, which will leave it out, or remove it from the imported entries.',
    },
    { table, ligne: ligne[i]!, cle: nom, colonne: 'EcritureNum' },
  );
}
