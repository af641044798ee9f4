import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Anomalies } from '../../ui/Anomalies';
import { Avancee } from '../../ui/Avancee';
import { ChampArrete, lireArrete } from '../../ui/ChampArrete';
import { Ecritures } from '../../ui/Ecritures';
import { useExecution } from '../../ui/execution';
import { useLangue } from '../../ui/langue';
import { MessageErreur } from '../../ui/MessageErreur';
import type { BilanExecution, Cellule, ProprietesPanneau } from '../../ui/proprietes';
import { Recu } from '../../ui/Recu';
import { Affaires, lignesAffaires } from './Affaires';

const useStyles = makeStyles({
  panneau: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  boutons: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
  note: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  titre: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
});

interface ProprietesResultat {
  bilan: BilanExecution;
  allerA: (cellule: Cellule) => void;
  ouvrirFeuille: (nom: string) => void;
}

function Resultat({ bilan, allerA, ouvrirFeuille }: ProprietesResultat) {
  const { t } = useLangue();
  const styles = useStyles();
  const ecrit = bilan.mode === 'VALIDER';
  const aLireDAbord = bilan.anomalies.some(anomalie => anomalie.gravite !== 'INFO');
  const anomalies = bilan.anomalies.length > 0 && (
    <>
      <h2 className={styles.titre}>{t.anomalies.titre}</h2>
      <Anomalies anomalies={bilan.anomalies} allerA={allerA} />
    </>
  );
  return (
    <>
      <Recu bilan={bilan} ouvrirFeuille={ouvrirFeuille} />
      {aLireDAbord && anomalies}
      {!(ecrit && bilan.bloque) && (
        <>
          <h2 className={styles.titre}>{t.avancement.affaires}</h2>
          <Affaires lignes={lignesAffaires(bilan)} />
          <h2 className={styles.titre}>{ecrit ? t.execution.ecrites : t.execution.apercu}</h2>
          <Ecritures ecritures={bilan.ecrituresDetail} />
        </>
      )}
      {!aLireDAbord && anomalies}
    </>
  );
}

/** Volet « CA à l'avancement » : choisir l'arrêté, simuler ou valider, lire le résultat, aller aux anomalies. */
export default function Panneau(props: ProprietesPanneau) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { etat } = props;
  const [texte, setTexte] = useState(etat.arrete === undefined ? '' : formats.jour(etat.arrete));
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
      <p className={styles.note}>{fermee ? t.execution.periodeFermee : t.execution.aideSimuler}</p>
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
        />
      )}
    </div>
  );
}
