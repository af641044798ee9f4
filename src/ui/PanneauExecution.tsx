import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { Anomalies } from './Anomalies';
import { Avancee } from './Avancee';
import { ChampArrete, lireArrete } from './ChampArrete';
import { Ecritures } from './Ecritures';
import { useExecution } from './execution';
import { useLangue } from './langue';
import { Note } from './Note';
import { MessageErreur } from './MessageErreur';
import type { BilanExecution, Cellule, ProprietesPanneau } from './proprietes';
import { Recu } from './Recu';
import { Titre } from './Titre';

const useStyles = makeStyles({
  panneau: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  boutons: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
});

/** Mener à une cellule ; si elle a disparu depuis, le volet le dit. */
export type AllerA = (cellule: Cellule) => void;

/** De quoi montrer une exécution : son bilan, le chemin des cellules, et une nouvelle simulation du même arrêté. */
export interface ProprietesDetail {
  bilan: BilanExecution;
  allerA: AllerA;
  relancer: () => void;
}

/** Ce qu'une capacité montre de son calcul, entre le reçu et les écritures. */
export type Detail = (proprietes: ProprietesDetail) => ReactNode;

interface ProprietesResultat extends ProprietesDetail {
  ouvrirFeuille: (nom: string) => void;
  detail: Detail;
}

function Resultat({ bilan, allerA, ouvrirFeuille, relancer, detail }: ProprietesResultat) {
  const { t } = useLangue();
  const ecrit = bilan.mode !== 'SIMULER';
  const aLireDAbord = bilan.anomalies.some(anomalie => anomalie.gravite !== 'INFO');
  const anomalies = bilan.anomalies.length > 0 && (
    <>
      <Titre>{t.anomalies.titre}</Titre>
      <Anomalies anomalies={bilan.anomalies} allerA={allerA} />
    </>
  );
  return (
    <>
      <Recu bilan={bilan} ouvrirFeuille={ouvrirFeuille} />
      {aLireDAbord && anomalies}
      {!(ecrit && bilan.bloque) && (
        <>
          {detail({ bilan, allerA, relancer })}
          <Titre>{ecrit ? t.execution.ecrites : t.execution.apercu}</Titre>
          <Ecritures ecritures={bilan.ecrituresDetail} />
        </>
      )}
      {!aLireDAbord && anomalies}
    </>
  );
}

/** Le volet d'un travail de clôture : choisir l'arrêté, simuler ou valider, lire le résultat, aller aux anomalies. */
export function PanneauExecution({ detail, ...props }: ProprietesPanneau & { detail: Detail }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { etat } = props;
  const [texte, setTexte] = useState(etat.arrete === undefined ? '' : formats.jour(etat.arrete));
  const [arreteLu, setArreteLu] = useState(etat.arrete);
  // Le classeur a changé d'arrêté (mois fermé, paramètre saisi) : le champ le suit.
  if (arreteLu !== etat.arrete) {
    setArreteLu(etat.arrete);
    setTexte(etat.arrete === undefined ? '' : formats.jour(etat.arrete));
  }
  const [introuvable, setIntrouvable] = useState(false);
  const execution = useExecution(props.executer, props.issue);
  const saisie = lireArrete(texte);
  const fermee = etat.periode === 'FERMEE' && 'iso' in saisie && saisie.iso === etat.arrete;
  const pret = 'iso' in saisie && !execution.enCours;
  const lancer = (mode: 'SIMULER' | 'VALIDER') => {
    if (!('iso' in saisie)) return;
    setIntrouvable(false);
    execution.lancer(mode, saisie.iso);
  };
  const montrer = (demande: Promise<boolean>) => {
    demande.then(
      trouve => setIntrouvable(!trouve),
      () => setIntrouvable(true),
    );
  };
  return (
    <div className={styles.panneau}>
      <ChampArrete texte={texte} proposes={etat.arretes} changer={setTexte} />
      <div className={styles.boutons}>
        <Button disabledFocusable={!pret} onClick={() => lancer('SIMULER')}>
          {t.execution.simuler}
        </Button>
        <Button appearance="primary" disabledFocusable={!pret || fermee} onClick={() => lancer('VALIDER')}>
          {t.execution.valider}
        </Button>
      </div>
      <Note>{fermee ? t.execution.periodeFermee : t.execution.aideSimuler}</Note>
      {execution.enCours && (
        <Avancee
          progression={execution.progression}
          annulation={execution.annulation}
          annuler={execution.annuler}
        />
      )}
      {execution.annule && <p role="status">{t.commun.annule}</p>}
      {execution.erreur !== undefined && <MessageErreur erreur={props.messageErreur(execution.erreur)} />}
      {introuvable && <p role="alert">{t.commun.introuvable}</p>}
      {execution.bilan && (
        <Resultat
          bilan={execution.bilan}
          allerA={cellule => montrer(props.allerA(cellule))}
          ouvrirFeuille={nom => montrer(props.ouvrirFeuille(nom))}
          relancer={() => lancer('SIMULER')}
          detail={detail}
        />
      )}
    </div>
  );
}
