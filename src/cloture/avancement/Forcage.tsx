import { Button, Field, Input, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { appliquer, enEuros, taux, versIso, type Taux } from '../../comptabilite';
import { Auteur } from '../../ui/Auteur';
import { useLangue } from '../../ui/langue';
import { Note } from '../../ui/Note';
import { MessageErreur } from '../../ui/MessageErreur';
import type { ProprietesPanneau } from '../../ui/proprietes';
import { CaAvancement, type LigneCaAvancement } from './tables';

/** Ce qu'il faut du volet pour écrire un % forcé puis recalculer. */
export interface AccesForcage {
  readonly saisir: ProprietesPanneau['saisir'];
  readonly messageErreur: ProprietesPanneau['messageErreur'];
  readonly relancer: () => void;
  /** Le mois est fermé : rien ne s'y force plus. */
  readonly fige: boolean;
  /** Ceux qui ont le droit de forcer ; undefined si tout le monde l'a. */
  readonly autorises?: readonly string[] | undefined;
}

const useStyles = makeStyles({
  forme: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** « 45 », « 45,5 » ou « 45,5 % » : un taux entre 0 et 1 ; rien d'autre. */
export function lirePourcentage(texte: string): Taux | undefined {
  const nu = texte
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/%$/, '')
    .replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,6})?$/.test(nu)) return undefined;
  const lu = taux(nu).div(100);
  return lu.lte(1) ? lu : undefined;
}

interface ProprietesForcage {
  ligne: LigneCaAvancement;
  acces: AccesForcage;
}

/** Le % proposé, le % retenu, et de quoi le forcer avec son motif ; écrit dans les cellules de la feuille. */
export function Forcage({ ligne, acces }: ProprietesForcage) {
  const { t, langue, formats } = useLangue();
  const styles = useStyles();
  const echeance = useId();
  const decimal = (n: number) => (langue === 'fr' ? String(n).replace('.', ',') : String(n));
  const actuel = ligne.TauxForce === undefined ? '' : decimal(ligne.TauxForce.times(100).toNumber());
  const [ouvert, setOuvert] = useState(false);
  const [texte, setTexte] = useState(actuel);
  const [motif, setMotif] = useState(ligne.Motif ?? '');
  const [auteur, setAuteur] = useState(ligne.Auteur ?? '');
  const [essaye, setEssaye] = useState(false);
  const [issue, setIssue] = useState<{ erreur: unknown } | { ecrit: boolean }>();
  const force = lirePourcentage(texte);
  const ecrire = (TauxForce: Taux | undefined, Motif: string | undefined) => {
    const { Arrete, IdAffaire, Lot, SousLot, Regle } = ligne;
    acces
      .saisir({
        table: CaAvancement,
        cle: { Arrete, IdAffaire, Lot, SousLot, Regle },
        valeurs: { TauxForce, Motif, Auteur: TauxForce && (auteur.trim() || undefined) },
        sinon: ligne,
      })
      .then(
        ecrit => {
          setIssue({ ecrit });
          if (!ecrit) return;
          setOuvert(false);
          acces.relancer();
        },
        (erreur: unknown) => setIssue({ erreur }),
      );
  };
  const enregistrer = () => {
    setEssaye(true);
    if (force !== undefined && motif.trim() !== '') ecrire(force, motif.trim());
  };
  const message = issue && 'ecrit' in issue ? (issue.ecrit ? t.avancement.ecrit : t.avancement.nonEcrit) : '';
  return (
    <div className={styles.forme}>
      {!ouvert && !acces.fige && (
        <div className={styles.boutons}>
          <Button size="small" onClick={() => setOuvert(true)}>
            {ligne.TauxForce === undefined ? t.avancement.forcer : t.avancement.modifierForce}
          </Button>
          {ligne.TauxForce !== undefined && (
            <Button size="small" onClick={() => ecrire(undefined, undefined)}>
              {t.avancement.retirer}
            </Button>
          )}
        </div>
      )}
      {ouvert && (
        <>
          <Field
            label={t.avancement.nouveau}
            hint={
              force === undefined || ligne.Budget === undefined
                ? t.avancement.nouveauExemple
                : t.avancement.caEstime(formats.total(enEuros(appliquer(ligne.Budget, force))))
            }
            {...(essaye && force === undefined
              ? { validationState: 'error' as const, validationMessage: t.avancement.horsBornes }
              : {})}
          >
            <Input
              value={texte}
              inputMode="decimal"
              autoComplete="off"
              contentAfter="%"
              onChange={(_, { value }) => setTexte(value)}
            />
          </Field>
          <Field
            label={t.avancement.motif}
            {...(essaye && motif.trim() === ''
              ? { validationState: 'error' as const, validationMessage: t.avancement.motifExige }
              : { hint: t.avancement.motifExemple })}
          >
            <Textarea value={motif} resize="vertical" onChange={(_, { value }) => setMotif(value)} />
          </Field>
          <Auteur valeur={auteur} changer={setAuteur} autorises={acces.autorises} />
          <Note id={echeance}>{t.avancement.echeance(formats.jour(versIso(ligne.Arrete)))}</Note>
          <div className={styles.boutons}>
            <Button size="small" appearance="primary" aria-describedby={echeance} onClick={enregistrer}>
              {t.avancement.enregistrer}
            </Button>
            <Button size="small" onClick={() => setOuvert(false)}>
              {t.commun.annuler}
            </Button>
          </div>
        </>
      )}
      <Note role="status">{message}</Note>
      {issue && 'erreur' in issue && <MessageErreur erreur={acces.messageErreur(issue.erreur)} />}
    </div>
  );
}
