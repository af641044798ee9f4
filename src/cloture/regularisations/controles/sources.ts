import {
  lireCleGeneration,
  accorder,
  ajouterJours,
  depuisTexte,
  signaler,
  somme,
  texteJour,
  texteMontant,
  versIso,
  type Anomalie,
  type Jour,
  type Lignes,
  type Montant,
} from '../../../comptabilite';
import type { Donnees, Options } from '../calcul/donnees';
import { MODULES_EXTOURNES } from '../calcul/modules';

/** Ce que les réglages laissent de côté : factures non validées, réceptions d'un ERP qui tient le 408, historique. */
export function controlerSources(donnees: Donnees, options: Options, arrete: Jour): Anomalie[] {
  return [
    ...(options.exclureNonValidees ? nonValidees(donnees, options, arrete) : []),
    ...(options.perpetuel ? receptionsDuPerpetuel(donnees, arrete) : []),
    ...(options.historiser ? [] : [sansHistorique(arrete)]),
  ];
}

/** C-CUT-28 : des régularisations passées sans historique ne se retrouvent pas le mois d'après (capacité 193). */
const sansHistorique = (arrete: Jour): Anomalie =>
  signaler(
    'ALERTE',
    'C-CUT-28',
    {
      fr: `HistoriserRegularisations = N : rien n'entre dans l'historique au ${texteJour(arrete)} ; le mois suivant n'en verra aucun montant.`,
      en: `HistoriserRegularisations = N: nothing enters the history at ${versIso(arrete)}; the next month will see no amount of it.`,
    },
    {
      fr: 'Remettez-le à O si un mois doit se comparer au précédent.',
      en: 'Set it back to O if a month is to be compared with the previous one.',
    },
    { table: 'Parametres', colonne: 'Valeur', cle: 'HistoriserRegularisations' },
  );

interface Facture {
  readonly DateFacture: Jour;
  readonly Validee: boolean;
  readonly MontantHT: Montant;
  readonly PeriodeAu?: Jour | undefined;
  readonly IdReception?: string | undefined;
}

function filtrer<L>(lignes: Lignes<L>, garder: (l: L) => boolean): L[] {
  const gardees: L[] = [];
  for (const l of lignes) if (garder(l)) gardees.push(l);
  return gardees;
}

/** C-CUT-08 : les factures non validées qui changeraient une FNP, une CCA ou une PCA, si elles comptaient. */
function nonValidees(donnees: Donnees, { moduleProduits }: Options, arrete: Jour): Anomalie[] {
  const ecartees = (factures: Lignes<Facture>) =>
    filtrer(
      factures,
      f =>
        !f.Validee &&
        f.DateFacture <= arrete &&
        ((f.PeriodeAu ?? arrete) > arrete || f.IdReception !== undefined),
    );
  const listes: [string, Facture[]][] = [
    ['FacturesFournisseurs', ecartees(donnees.facturesFournisseurs)],
    ['FacturesClients', moduleProduits !== 'RECONNAISSANCE' ? ecartees(donnees.facturesClients) : []],
  ];
  return listes.flatMap(([table, factures]) =>
    factures.length === 0 ? [] : [compter('C-CUT-08', table, factures, 'Validee', NON_VALIDEES)],
  );
}

/** C-CUT-21 : les réceptions que le module ne régularise pas, parce que l'ERP l'a déjà fait. */
function receptionsDuPerpetuel({ receptions }: Donnees, arrete: Jour): Anomalie[] {
  const recues = filtrer(
    receptions,
    r => r.DateReception <= arrete && (r.DateFacture === undefined || r.DateFacture > arrete),
  );
  return recues.length === 0 ? [] : [compter('C-CUT-21', 'Receptions', recues, 'DateReception', PERPETUEL)];
}

interface Phrases {
  /** Au singulier, puis au pluriel. */
  readonly fr: readonly [string, string];
  readonly en: readonly [string, string];
  readonly remedeFr: string;
  readonly remedeEn: string;
}

const NON_VALIDEES: Phrases = {
  fr: [
    'facture pas encore validée, laissée hors des régularisations',
    'factures pas encore validées, laissées hors des régularisations',
  ],
  en: [
    'invoice not validated yet, left out of the cut-off',
    'invoices not validated yet, left out of the cut-off',
  ],
  remedeFr: 'Validez-les, ou passez ExclureNonValidees à N.',
  remedeEn: 'Validate them, or set ExclureNonValidees to N.',
};
const PERPETUEL: Phrases = {
  fr: [
    "réception pas encore facturée, que l'ERP a déjà portée au 408",
    "réceptions pas encore facturées, que l'ERP a déjà portées au 408",
  ],
  en: [
    'receipt not invoiced yet, already credited to 408 by the ERP',
    'receipts not invoiced yet, already credited to 408 by the ERP',
  ],
  remedeFr: 'Rien à faire ; FNP_Perpetuel à N les régulariserait ici.',
  remedeEn: 'Nothing to do; FNP_Perpetuel set to N would accrue them here.',
};

function compter(
  code: string,
  table: string,
  lignes: readonly { readonly MontantHT: Montant }[],
  colonne: string,
  p: Phrases,
): Anomalie {
  const total = somme(lignes.map(l => l.MontantHT));
  return signaler(
    'INFO',
    code,
    {
      fr: `${accorder(lignes.length, ...p.fr)}, pour ${texteMontant(total)}.`,
      en: `${accorder(lignes.length, ...p.en, 'en')}, for ${texteMontant(total, 'en')}.`,
    },
    { fr: p.remedeFr, en: p.remedeEn },
    { table, colonne },
  );
}

/** C-CUT-01 : une extourne est datée du lendemain de son arrêté, ni avant, ni après (domaine §4.3). */
export function controlerDatesExtournes(ecritures: Donnees['ecritures']): Anomalie[] {
  const vues = new Set<string>();
  return ecritures.flatMap(e => {
    const { module, arrete: date, sens } = lireCleGeneration(e.CleGeneration);
    const arrete = depuisTexte(date);
    if (sens !== 'EXTOURNE' || !MODULES_EXTOURNES.has(module) || arrete === undefined) return [];
    const attendue = ajouterJours(arrete, 1);
    if (e.DateEcriture === attendue || vues.has(e.CleGeneration ?? '')) return [];
    vues.add(e.CleGeneration ?? '');
    return [
      signaler(
        'BLOQUANT',
        'C-CUT-01',
        {
          fr: `L'extourne ${e.CleGeneration} est datée du ${texteJour(e.DateEcriture)}, pas du ${texteJour(attendue)}.`,
          en: `Reversal ${e.CleGeneration} is dated ${versIso(e.DateEcriture)}, not ${versIso(attendue)}.`,
        },
        { fr: 'Rétablissez sa date.', en: 'Restore its date.' },
        {
          table: 'EcrituresCloture',
          ligne: e.ligne,
          colonne: 'DateEcriture',
          cle: e.CleGeneration ?? '',
        },
      ),
    ];
  });
}
