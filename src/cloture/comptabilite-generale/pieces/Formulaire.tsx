import { Button, Checkbox, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLangue } from '../../../ui/langue';
import { MessageErreur } from '../../../ui/MessageErreur';
import { Note } from '../../../ui/Note';
import type { ProprietesPanneau } from '../../../ui/proprietes';
import type { Champs, Fautes } from './vue';

const useStyles = makeStyles({
  forme: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, minWidth: 0 },
});

/** Un champ : son libellé, et s'il se choisit, ses valeurs. */
export interface Champ {
  readonly cle: string;
  readonly libelle: string;
  readonly aide?: string;
  readonly valeurs?: Readonly<Record<string, string>>;
  readonly case?: true;
}

interface Proprietes {
  readonly champs: (saisis: Champs) => readonly Champ[];
  readonly depart: Champs;
  readonly bouton: string;
  /** Ajoute la ligne et rend ce qu'il faut dire, ou les champs fautifs. */
  readonly envoyer: (saisis: Champs) => Promise<string | Fautes>;
  readonly messageErreur: ProprietesPanneau['messageErreur'];
}

type Etat = {
  readonly dit?: string;
  readonly fautes?: Fautes;
  readonly erreur?: unknown;
  readonly enCours?: true;
};

/** Un formulaire du volet : ses champs, un bouton, et ce qui s'est passé, lu à haute voix. */
export function Formulaire({ champs, depart, bouton, envoyer, messageErreur }: Proprietes) {
  const { t } = useLangue();
  const styles = useStyles();
  const [saisis, setSaisis] = useState(depart);
  const [etat, setEtat] = useState<Etat>({});
  const changer = (cle: string, valeur: string) => setSaisis(avant => ({ ...avant, [cle]: valeur }));
  const soumettre = () => {
    setEtat({ enCours: true });
    envoyer(saisis).then(
      rendu => {
        if (typeof rendu !== 'string') return setEtat({ fautes: rendu });
        setEtat({ dit: rendu });
        setSaisis(depart);
      },
      (erreur: unknown) => setEtat({ erreur }),
    );
  };
  return (
    <form
      className={styles.forme}
      onSubmit={e => {
        e.preventDefault();
        soumettre();
      }}
    >
      {champs(saisis).map(champ => (
        <UnChamp
          key={champ.cle}
          champ={champ}
          valeur={saisis[champ.cle] ?? ''}
          faute={etat.fautes?.[champ.cle]}
          changer={valeur => changer(champ.cle, valeur)}
        />
      ))}
      <div>
        <Button type="submit" disabledFocusable={etat.enCours === true}>
          {bouton}
        </Button>
      </div>
      <Note role="status">{etat.dit ?? (etat.fautes ? t.pieces.manque : '')}</Note>
      {etat.erreur !== undefined && <MessageErreur erreur={messageErreur(etat.erreur)} />}
    </form>
  );
}

interface ProprietesChamp {
  readonly champ: Champ;
  readonly valeur: string;
  readonly faute: 'manque' | 'illisible' | undefined;
  readonly changer: (valeur: string) => void;
}

function UnChamp({ champ, valeur, faute, changer }: ProprietesChamp) {
  const { t } = useLangue();
  if (champ.case)
    return (
      <Checkbox
        label={champ.libelle}
        checked={valeur === 'O'}
        onChange={(_, { checked }) => changer(checked === true ? 'O' : '')}
      />
    );
  const message = faute ? { validationState: 'error' as const, validationMessage: t.pieces[faute] } : {};
  return (
    <Field label={champ.libelle} {...(champ.aide === undefined ? {} : { hint: champ.aide })} {...message}>
      {champ.valeurs ? (
        <Select value={valeur} onChange={(_, { value }) => changer(value)}>
          {Object.entries(champ.valeurs).map(([cle, nom]) => (
            <option key={cle} value={cle}>
              {nom}
            </option>
          ))}
        </Select>
      ) : (
        <Input value={valeur} autoComplete="off" onChange={(_, { value }) => changer(value)} />
      )}
    </Field>
  );
}
