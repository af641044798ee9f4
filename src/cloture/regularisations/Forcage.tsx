import { Field, Input, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { depuisTexte, enEuros, jour, versIso, type Jour, type Montant } from '../../comptabilite';
import { Auteur } from '../../ui/Auteur';
import { lireEuros } from '../../ui/euros';
import { useLangue } from '../../ui/langue';
import { Note } from '../../ui/Note';
import { Bouton, IssueSaisie, useForme, useSaisie, type Acces } from './Saisie';
import type { PropositionVue } from './vue';

const faute = (message: string) => ({ validationState: 'error' as const, validationMessage: message });

/** Le jour de la décision, à l'heure de qui décide : le volet a une horloge, le calcul n'en a pas. */
function aujourdhui(): Jour {
  const date = new Date();
  return jour(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/** De quoi forcer le montant retenu, avec son motif ; écrit dans les cellules de la feuille. */
export function Forcage({ proposition, acces }: { proposition: PropositionVue; acces: Acces }) {
  const { t, formats } = useLangue();
  const textes = t.regularisations;
  const styles = useForme();
  const { table, ligne } = proposition;
  const [ouvert, setOuvert] = useState(false);
  const [texte, setTexte] = useState(ligne.Force === undefined ? '' : formats.montant(enEuros(ligne.Force)));
  const [motif, setMotif] = useState(ligne.Motif ?? '');
  const [auteur, setAuteur] = useState(ligne.Auteur ?? '');
  const [expire, setExpire] = useState(ligne.Expire === undefined ? '' : formats.jour(versIso(ligne.Expire)));
  const [essaye, setEssaye] = useState(false);
  const { issue, ecrire } = useSaisie(acces);
  const montant = lireEuros(texte);
  const jusqua = expire.trim() === '' ? undefined : (depuisTexte(expire) ?? null);
  const decider = (Force: Montant | undefined) => {
    const { Arrete, Module, Cle } = ligne;
    const decision =
      Force === undefined
        ? {}
        : {
            Motif: motif.trim(),
            Auteur: auteur.trim() || undefined,
            DateForcage: aujourdhui(),
            Expire: jusqua ?? undefined,
          };
    void ecrire({
      table,
      cle: { Arrete, Module, Cle },
      valeurs: {
        ...{ Motif: undefined, Auteur: undefined, DateForcage: undefined, Expire: undefined },
        ...decision,
        Force,
      },
      sinon: ligne,
    }).then(ecrit => {
      if (ecrit) setOuvert(false);
    });
  };
  const enregistrer = () => {
    setEssaye(true);
    if (montant !== undefined && motif.trim() !== '' && jusqua !== null) decider(montant);
  };
  return (
    <div className={styles.forme}>
      {!ouvert && !acces.fige && (
        <div className={styles.boutons}>
          <Bouton
            dire={ligne.Force === undefined ? textes.forcer : textes.modifier}
            agir={() => setOuvert(true)}
          />
          {ligne.Force !== undefined && <Bouton dire={textes.lever} agir={() => decider(undefined)} />}
        </div>
      )}
      {ouvert && (
        <>
          <Field
            label={textes.montant}
            hint={textes.montantExemple}
            {...(essaye && montant === undefined ? faute(textes.montantFaux) : {})}
          >
            <Input
              value={texte}
              inputMode="decimal"
              autoComplete="off"
              contentAfter="€"
              onChange={(_, { value }) => setTexte(value)}
            />
          </Field>
          <Field label={textes.motif} {...(essaye && motif.trim() === '' ? faute(textes.motifExige) : {})}>
            <Textarea value={motif} resize="vertical" onChange={(_, { value }) => setMotif(value)} />
          </Field>
          <Auteur valeur={auteur} changer={setAuteur} autorises={acces.autorises} />
          <Field
            label={textes.expire}
            hint={textes.expireExemple}
            {...(essaye && jusqua === null ? faute(textes.expireFaux) : {})}
          >
            <Input value={expire} autoComplete="off" onChange={(_, { value }) => setExpire(value)} />
          </Field>
          <Note>{textes.garde}</Note>
          <div className={styles.boutons}>
            <Bouton dire={textes.enregistrer} premier agir={enregistrer} />
            <Bouton dire={t.commun.annuler} agir={() => setOuvert(false)} />
          </div>
        </>
      )}
      <IssueSaisie issue={issue} acces={acces} />
    </div>
  );
}
