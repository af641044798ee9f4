import { Button, makeStyles, Spinner, Switch, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Explication as Arbre, Source } from '../../comptabilite';
import { Explication } from '../../ui/Explication';
import { Icone } from '../../ui/icones';
import { useLangue } from '../../ui/langue';
import { texteValeur } from '../../ui/lecture-explication';
import { MessageErreur } from '../../ui/MessageErreur';
import type { Cellule } from '../../ui/proprietes';
import { tablesToRead } from '../../workbook/tablesToRead';
import type { AnyTable } from '../../workbook/table';
import type { Services } from '../services';
import { useExplanation, type Etat } from './useExplanation';

const useStyles = makeStyles({
  texte: { margin: 0, color: tokens.colorNeutralForeground2 },
  titre: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  adresse: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  note: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'flex-start', margin: 0 },
  icone: { paddingTop: '2px' },
  commandes: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

function Note({ children }: { children: string }) {
  const styles = useStyles();
  return (
    <p className={styles.note} role="status">
      <span className={styles.icone}>
        <Icone nom="info" />
      </span>
      <span>{children}</span>
    </p>
  );
}

/** Pourquoi la cellule sélectionnée n'a pas d'arbre. */
function Refus({ refus }: { refus: NonNullable<Etat['refus']> }) {
  const { t, langue } = useLangue();
  if (refus.nature === 'REFUS') return <Note>{refus.motif[langue]}</Note>;
  return <Note>{t.explication.raisons[refus.raison](refus.precision ?? '')}</Note>;
}

/** La feuille et le calcul ne disent plus la même chose : les tables ont changé depuis la dernière validation. */
function Ecart({ valeur, explication }: { valeur: unknown; explication: Arbre }) {
  const { t, formats } = useLangue();
  const tolerance = explication.unite === 'EUR' ? 0.005 : 1e-9;
  if (typeof valeur !== 'number' || explication.valeur.minus(valeur).abs().lessThan(tolerance)) return null;
  const feuille = {
    unite: explication.unite,
    valeur: explication.valeur.minus(explication.valeur).plus(valeur),
  };
  return <Note>{t.explication.ecart(texteValeur(feuille, formats), texteValeur(explication, formats))}</Note>;
}

interface ProprietesMontree {
  montree: NonNullable<Etat['montree']>;
  tables: ReadonlyMap<string, AnyTable>;
  allerA: (cellule: Cellule) => void;
}

function Montree({ montree, tables, allerA }: ProprietesMontree) {
  const { t, langue } = useLangue();
  const styles = useStyles();
  const { cellule, reponse } = montree;
  const titre = reponse.titre[langue];
  const nommer = ({ table, ligne, colonne }: Source) => {
    const connue = tables.get(table);
    const entete = connue?.colonnes.find(({ cle }) => cle === colonne);
    const nom = entete && (langue === 'fr' ? entete.entete : entete.en);
    return [connue?.titre[langue] ?? table, t.explication.ligne(String(ligne)), nom ?? colonne].join(', ');
  };
  return (
    <section aria-label={titre}>
      <h2 className={styles.titre}>{titre}</h2>
      <p className={styles.adresse}>{cellule.address}</p>
      <Ecart valeur={cellule.value} explication={reponse.explication} />
      <Explication
        key={`${cellule.address}|${titre}`}
        explication={reponse.explication}
        titre={titre}
        cellules={{ nommer, aller: allerA }}
      />
      <p className={styles.adresse}>{t.explication.mode}</p>
    </section>
  );
}

/** « Pourquoi ce chiffre ? » : l'arbre de la cellule sélectionnée, jusqu'aux cellules saisies. */
export default function Page({ services }: { services: Services }) {
  const { t } = useLangue();
  const styles = useStyles();
  const [suivre, setSuivre] = useState(true);
  const [perdue, setPerdue] = useState(false);
  const { montree, refus, erreur, lecture, expliquer } = useExplanation(suivre);
  const [tables] = useState(() => new Map(tablesToRead(services.capacites).map(table => [table.nom, table])));
  const allerA = (cellule: Cellule) => {
    void services.allerA(cellule).then(trouve => setPerdue(!trouve));
  };
  return (
    <>
      {!montree && <p className={styles.texte}>{t.explication.intro}</p>}
      <div className={styles.commandes}>
        <Switch
          checked={suivre}
          label={t.explication.suivre}
          onChange={(_, { checked }) => setSuivre(checked)}
        />
        <Button size="small" onClick={expliquer}>
          {t.explication.expliquer}
        </Button>
      </div>
      {lecture && <Spinner size="tiny" label={t.explication.lecture} />}
      {erreur !== undefined && (
        <MessageErreur erreur={services.messageErreur(erreur)} recommencer={expliquer} />
      )}
      {perdue && <p role="alert">{t.commun.introuvable}</p>}
      {refus && <Refus refus={refus} />}
      {montree && <Montree montree={montree} tables={tables} allerA={allerA} />}
    </>
  );
}
