import { Field, Input, makeStyles, Radio, RadioGroup, Select, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { type Jour, versIso } from '../../comptabilite';
import { Icone } from '../../ui/icones';
import { useLangue } from '../../ui/langue';
import { Note } from '../../ui/Note';
import type { Formats } from '../../ui/format';
import { MODES, type FicheSaisie, type Mode } from './calcul';
import { ChiffresPlan } from './ChiffresPlan';
import { biensDe, type Essai as ResultatEssai, essayer, type Registre } from './simulation';
import { GraphiquePlan } from './GraphiquePlan';
import { lireSaisie, RIEN, type Saisie } from './saisie-essai';
import type { BienDuMois } from './vue';

const useStyles = makeStyles({
  essai: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  grille: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))',
    gap: tokens.spacingVerticalS,
    alignItems: 'start',
  },
  champ: { minWidth: 0 },
  titre: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  defauts: { listStyleType: 'none', margin: 0, padding: 0 },
  defaut: { display: 'flex', gap: tokens.spacingHorizontalS },
});

type Fiche = Registre['donnees']['fiches'][number];

interface ProprietesFormulaire {
  /** La fiche dont les valeurs s'affichent en gris ; absente, l'essai porte sur plusieurs. */
  fiche: FicheSaisie | undefined;
  saisie: Saisie;
  fautes: ReadonlySet<keyof Saisie>;
  changer: (saisie: Saisie) => void;
}

const dire = (formats: Formats, jour: Jour | undefined) =>
  jour === undefined ? '' : formats.jour(versIso(jour));

function Formulaire({ fiche, saisie, fautes, changer }: ProprietesFormulaire) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const { immobilisations: textes } = t;
  const inchange = textes.inchangee;
  const champs: [
    cle: 'duree' | 'acquisition' | 'miseEnService',
    nom: string,
    actuel: string,
    faute: string,
  ][] = [
    ['duree', textes.duree, fiche ? String(fiche.dureeMois) : inchange, textes.dureeInvalide],
    [
      'acquisition',
      textes.acquisition,
      fiche ? dire(formats, fiche.acquisition) : inchange,
      textes.dateInvalide,
    ],
    [
      'miseEnService',
      textes.miseEnService,
      fiche ? dire(formats, fiche.miseEnService) : inchange,
      textes.dateInvalide,
    ],
  ];
  const actuel = fiche && fiche.mode !== 'UNITES_OEUVRE' ? textes.modes[fiche.mode] : inchange;
  return (
    <div className={styles.grille}>
      {champs.map(([cle, nom, placeholder, message]) => (
        <Field
          key={cle}
          label={nom}
          className={styles.champ}
          {...(fautes.has(cle) ? { validationState: 'error' as const, validationMessage: message } : {})}
        >
          <Input
            className={styles.champ}
            value={saisie[cle]}
            placeholder={placeholder}
            inputMode="numeric"
            autoComplete="off"
            onChange={(_, { value }) => changer({ ...saisie, [cle]: value })}
          />
        </Field>
      ))}
      <Field label={textes.mode} className={styles.champ}>
        <Select
          root={{ className: styles.champ }}
          select={{ className: styles.champ }}
          value={saisie.mode}
          onChange={(_, { value }) => changer({ ...saisie, mode: value })}
        >
          <option value="">{actuel}</option>
          {MODES.filter((mode: Mode) => mode !== fiche?.mode).map((mode: Mode) => (
            <option key={mode} value={mode}>
              {textes.modes[mode]}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

function Defauts({ resultat }: { resultat: ResultatEssai }) {
  const { t, formats } = useLangue();
  const styles = useStyles();
  const distincts = new Map(resultat.defauts.map(d => [d.code, d]));
  return (
    <>
      {resultat.ecartees > 1 && <p>{t.immobilisations.ecartes(formats.entier(resultat.ecartees))}</p>}
      <ul className={styles.defauts}>
        {[...distincts.values()].map(({ code, gravite, message, remede }) => (
          <li key={code} className={styles.defaut}>
            <Icone nom={gravite === 'BLOQUANT' ? 'bloquant' : 'alerte'} />
            <span>
              {t.gravite[gravite]} · {message}
              <br />→ {remede}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Resultat({
  nom,
  actuel,
  essai,
}: {
  nom: string;
  actuel: ResultatEssai;
  essai: ResultatEssai | undefined;
}) {
  const { t } = useLangue();
  const { immobilisations: textes } = t;
  const parFin = (resultat: ResultatEssai | undefined) =>
    new Map(resultat?.lignes.map(ligne => [ligne.fin, ligne.dotation]));
  const avant = parFin(actuel);
  const apres = parFin(essai);
  const fins = [...new Set([...avant.keys(), ...apres.keys()])].sort((a, b) => a - b);
  if (fins.length === 0) return <p>{textes.sansPlan}</p>;
  return (
    <>
      <GraphiquePlan nom={textes.plan(nom)} brut={actuel.brut} plan={actuel.lignes} essai={essai?.lignes} />
      <ChiffresPlan
        ouvert
        legende={textes.dotation}
        colonnes={essai ? [textes.planActuel, textes.planEssaye] : [textes.planActuel]}
        lignes={fins.map(fin => ({
          fin,
          montants: essai ? [avant.get(fin), apres.get(fin)] : [avant.get(fin)],
        }))}
      />
    </>
  );
}

interface ProprietesEssai {
  bien: BienDuMois;
  fiche: Fiche;
  registre: Registre;
}

/** Essayer une autre durée, un autre mode ou d'autres dates : le plan du registre et l'essai côte à côte. */
export function Essai({ bien, fiche, registre }: ProprietesEssai) {
  const { t } = useLangue();
  const styles = useStyles();
  const { immobilisations: textes } = t;
  const [saisie, setSaisie] = useState(RIEN);
  const [categorie, setCategorie] = useState<string>();
  const { changement, fautes } = useMemo(() => lireSaisie(saisie), [saisie]);
  const biens = useMemo(
    () => biensDe(registre, categorie === undefined ? { id: bien.ligne.IdImmo } : { categorie }),
    [registre, categorie, bien.ligne.IdImmo],
  );
  const actuel = useMemo(() => essayer(biens, {}, registre), [biens, registre]);
  const change = Object.keys(changement).length > 0;
  const essai = useMemo(
    () => (change ? essayer(biens, changement, registre) : undefined),
    [biens, change, changement, registre],
  );
  const revises = change && biens.some(({ fiche: { versions = [] } }) => versions.length > 0);
  return (
    <section className={styles.essai} aria-label={textes.essai}>
      <h3 className={styles.titre}>{textes.essai}</h3>
      <Note>{textes.rienEcrit}</Note>
      {fiche.Categorie !== undefined && (
        <Field label={textes.portee}>
          <RadioGroup
            value={categorie === undefined ? 'bien' : 'categorie'}
            onChange={(_, { value }) => setCategorie(value === 'bien' ? undefined : fiche.Categorie)}
          >
            <Radio value="bien" label={textes.porteeBien} />
            <Radio value="categorie" label={textes.porteeCategorie(fiche.Categorie)} />
          </RadioGroup>
        </Field>
      )}
      <Formulaire
        fiche={categorie === undefined ? biens[0]?.fiche : undefined}
        saisie={saisie}
        fautes={fautes}
        changer={setSaisie}
      />
      {essai && <Defauts resultat={essai} />}
      {revises && <Note>{textes.revisionsIgnorees}</Note>}
      <Resultat nom={categorie ?? bien.ligne.IdImmo} actuel={actuel} essai={essai} />
    </section>
  );
}
