import { Button, Field, Input, makeStyles, Select, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Historique } from '../../cloture/tables-communes';
import { compte as enCompte, enEuros, type Jour, versIso } from '../../comptabilite';
import { lireEuros } from '../../ui/euros';
import { useLangue } from '../../ui/langue';
import { colonneDe } from '../../workbook/table';
import type { Module, NewRecord } from './view';

const useStyles = makeStyles({
  forme: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalS,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  boutons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const MODULES = colonneDe(Historique, 'Module').valeurs as readonly Module[];
const TYPES = ['MANUEL', 'REPRISE'] as const;

/** Ce qui est saisi, en textes. */
interface Typed {
  readonly arrete: Jour;
  readonly module: Module;
  readonly type: (typeof TYPES)[number];
  readonly affaire: string;
  readonly compte: string;
  readonly tiers: string;
  readonly regle: string;
  readonly montant: string;
  readonly par: string;
}

const filled = (text: string) => (text.trim() === '' ? undefined : text.trim());

/** La ligne que disent les champs ; undefined si l'un d'eux ne se lit pas. */
function recordOf(typed: Typed, base: NewRecord | undefined): NewRecord | undefined {
  const montant = lireEuros(typed.montant.replace('−', '-'));
  if (montant === undefined || faults(typed).length > 0) return undefined;
  const compte = filled(typed.compte);
  return {
    ...base,
    Arrete: typed.arrete,
    DateEffet: typed.arrete,
    Module: typed.module,
    TypeLigne: typed.type,
    IdAffaire: filled(typed.affaire),
    Compte: compte === undefined ? undefined : enCompte(compte),
    IdTiers: filled(typed.tiers),
    Regle: filled(typed.regle),
    Montant: montant,
    Par: filled(typed.par),
    Valide: false,
  };
}

type Fault = 'montant' | 'compte' | 'affaire' | 'par';

function faults({ montant, compte, module, affaire, par }: Typed): Fault[] {
  return [
    ...(lireEuros(montant.replace('−', '-')) === undefined ? ['montant' as const] : []),
    ...(compte.trim() !== '' && !/^\d{3,12}$/.test(compte.trim()) ? ['compte' as const] : []),
    ...(module === 'CA' && affaire.trim() === '' ? ['affaire' as const] : []),
    ...(par.trim() === '' ? ['par' as const] : []),
  ];
}

interface FormProps {
  /** La ligne à retoucher ou à copier ; sans elle, une ligne neuve. */
  readonly base?: NewRecord | undefined;
  readonly open: readonly Jour[];
  readonly save: (row: NewRecord) => void;
  readonly cancel: () => void;
}

/** Saisir une ligne d'historique : seul un mois ouvert en reçoit. */
export function RecordForm({ base, open, save, cancel }: FormProps) {
  const { t, formats } = useLangue();
  const texts = t.arretes;
  const styles = useStyles();
  const [typed, setTyped] = useState<Typed>({
    arrete: open.find(day => day === base?.Arrete) ?? open[0]!,
    module: base?.Module ?? 'FNP',
    type: base?.TypeLigne === 'REPRISE' ? 'REPRISE' : 'MANUEL',
    affaire: base?.IdAffaire ?? '',
    compte: base?.Compte ?? '',
    tiers: base?.IdTiers ?? '',
    regle: base?.Regle ?? '',
    montant: base === undefined ? '' : formats.montant(enEuros(base.Montant)),
    par: base?.Par ?? '',
  });
  const [tried, setTried] = useState(false);
  const wrong = new Set(tried ? faults(typed) : []);
  const set = (change: Partial<Typed>) => setTyped({ ...typed, ...change });
  const fault = (which: Fault, message: string) =>
    wrong.has(which) ? { validationState: 'error' as const, validationMessage: message } : {};
  const text = (name: 'affaire' | 'compte' | 'tiers' | 'regle' | 'montant' | 'par', message?: string) => (
    <Field label={texts.champs[name]} {...(message === undefined ? {} : fault(name as Fault, message))}>
      <Input value={typed[name]} autoComplete="off" onChange={(_, { value }) => set({ [name]: value })} />
    </Field>
  );
  return (
    <div className={styles.forme}>
      <Field label={texts.champs.arrete}>
        <Select
          value={String(typed.arrete)}
          onChange={(_, { value }) =>
            set({ arrete: open.find(day => String(day) === value) ?? typed.arrete })
          }
        >
          {open.map(day => (
            <option key={day} value={day}>
              {formats.jour(versIso(day))}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={texts.champs.module}>
        <Select
          value={typed.module}
          onChange={(_, { value }) => set({ module: MODULES.find(m => m === value) ?? typed.module })}
        >
          {MODULES.map(module => (
            <option key={module}>{module}</option>
          ))}
        </Select>
      </Field>
      <Field label={texts.champs.type}>
        <Select
          value={typed.type}
          onChange={(_, { value }) => set({ type: TYPES.find(x => x === value) ?? typed.type })}
        >
          {TYPES.map(type => (
            <option key={type} value={type}>
              {`${type} (${texts.types[type]})`}
            </option>
          ))}
        </Select>
      </Field>
      {text('affaire', texts.affaireExigee)}
      {text('compte', texts.compteFaux)}
      {text('tiers')}
      {text('regle')}
      {text('montant', texts.montantFaux)}
      {text('par', texts.parExige)}
      <div className={styles.boutons}>
        <Button
          size="small"
          appearance="primary"
          onClick={() => {
            setTried(true);
            const row = recordOf(typed, base);
            if (row !== undefined) save(row);
          }}
        >
          {texts.enregistrer}
        </Button>
        <Button size="small" onClick={cancel}>
          {t.commun.annuler}
        </Button>
      </div>
    </div>
  );
}
