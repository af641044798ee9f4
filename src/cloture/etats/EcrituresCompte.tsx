import { useEffect, useState } from 'react';
import { enEuros, versIso, type Jour, type Montant as Centimes } from '../../comptabilite';
import { useLangue } from '../../ui/langue';
import { Montant } from '../../ui/Montant';
import { Note } from '../../ui/Note';
import { MontrerPlus, usePages } from '../../ui/pages';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { Action, Precision, Rangee, Tableau } from '../../ui/Tableau';
import { defiler } from '../../workbook/tables/par-colonne';
import { Ecritures, EcrituresCloture } from '../tables-communes';

interface EcritureVue {
  readonly table: string;
  readonly ligne: number;
  readonly date: Jour;
  readonly piece: string;
  readonly libelle: string;
  /** Débit moins crédit. */
  readonly montant: Centimes;
}

export interface Menees {
  readonly lireTables: ProprietesPanneau['lireTables'];
  readonly allerA: (cellule: { table: string; ligne: number }) => void;
}

/** Les écritures d'un compte jusqu'à l'arrêté, la plus récente d'abord ; chacune mène à sa ligne. */
export function EcrituresCompte({
  compte,
  arrete,
  menees,
}: {
  compte: string;
  arrete: Jour;
  menees: Menees;
}) {
  const { t } = useLangue();
  const [lues, setLues] = useState<readonly EcritureVue[]>();
  const { lireTables } = menees;
  useEffect(() => {
    let perime = false;
    lireEcritures(lireTables, compte, arrete).then(
      ecritures => {
        if (!perime) setLues(ecritures);
      },
      () => {
        if (!perime) setLues([]);
      },
    );
    return () => {
      perime = true;
    };
  }, [lireTables, compte, arrete]);
  if (lues === undefined) return <Note role="status">{t.etats.lecture}</Note>;
  if (lues.length === 0) return <Note>{t.etats.sansEcriture}</Note>;
  return <Liste ecritures={lues} compte={compte} allerA={menees.allerA} />;
}

async function lireEcritures(
  lireTables: ProprietesPanneau['lireTables'],
  compte: string,
  arrete: Jour,
): Promise<EcritureVue[]> {
  const tables = await lireTables([Ecritures, EcrituresCloture]);
  const vues: EcritureVue[] = [];
  for (const table of [Ecritures, EcrituresCloture]) {
    const lues = defiler(tables.lire(table as typeof Ecritures), (c, i) =>
      c.Compte[i] === compte && c.DateEcriture[i]! <= arrete
        ? {
            table: table.nom,
            ligne: c.ligne[i]!,
            date: c.DateEcriture[i]!,
            piece: c.Piece[i]!,
            libelle: c.Libelle[i]!,
            montant: (c.Debit[i]! - c.Credit[i]!) as Centimes,
          }
        : undefined,
    );
    for (const vue of lues) if (vue) vues.push(vue);
  }
  return vues.sort((x, y) => y.date - x.date);
}

function Liste({
  ecritures,
  compte,
  allerA,
}: {
  ecritures: readonly EcritureVue[];
  compte: string;
  allerA: Menees['allerA'];
}) {
  const { t, formats } = useLangue();
  const pages = usePages(ecritures);
  return (
    <>
      <Tableau nom={`${t.etats.ecritures} ${compte}`}>
        {pages.visibles.map(e => (
          <Rangee
            key={`${e.table} ${e.ligne}`}
            titre={
              <>
                <Action agir={() => allerA({ table: e.table, ligne: e.ligne })}>
                  {`${formats.jour(versIso(e.date))} ${e.piece}`}
                </Action>
                <Precision>{e.libelle}</Precision>
              </>
            }
            cellules={[<Montant key="montant" euros={enEuros(e.montant)} />]}
          />
        ))}
      </Tableau>
      <MontrerPlus pages={pages} />
    </>
  );
}
