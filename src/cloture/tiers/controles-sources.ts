/** D'où viennent les postes, et ce qui n'a pas pu y entrer. */
import { accorder, type Anomalie } from '../../comptabilite';
import type { ModeleTiers } from './modele';

/** Au-delà, les suivants d'un même code tiennent en une ligne. */
const MAX_PAR_CODE = 100;

/** Les premières anomalies d'un code, et le nombre des autres. */
export function limiter(anomalies: readonly Anomalie[]): Anomalie[] {
  if (anomalies.length <= MAX_PAR_CODE) return [...anomalies];
  const premiere = anomalies[0]!;
  const autres = anomalies.length - MAX_PAR_CODE;
  const message = `${accorder(autres, 'autre point', 'autres points')} ${premiere.code} du même genre.`;
  return [
    ...anomalies.slice(0, MAX_PAR_CODE),
    {
      code: premiere.code,
      gravite: premiere.gravite,
      message,
      remede: premiere.remede,
      en: { message: `${autres} more items of code ${premiere.code}.`, remede: premiere.en?.remede ?? '' },
    },
  ];
}

const NOMS = {
  CLIENT: { fr: 'clients', en: 'customers', tables: 'FacturesClients et Encaissements' },
  FOURNISSEUR: { fr: 'fournisseurs', en: 'suppliers', tables: 'FacturesFournisseurs' },
} as const;

/** D'où viennent les chiffres quand ce n'est pas du grand livre, et ce qui n'a pas pu y entrer. */
export function sources({ lu }: ModeleTiers): Anomalie[] {
  const dits = (['CLIENT', 'FOURNISSEUR'] as const).flatMap(sens => {
    const { fr, en, tables } = NOMS[sens];
    const source = lu.sources[sens];
    if (source === 'GRAND_LIVRE') return [];
    return source === 'AUCUNE'
      ? [{ fr: `${fr}, ni écritures ni factures`, en: `${en}, neither ledger nor invoices` }]
      : [{ fr: `${fr}, d’après ${tables}`, en: `${en}, from ${tables}` }];
  });
  if (dits.length === 0) return [];
  return [
    info(
      'C-AR-16',
      `Balance âgée sans grand livre : ${dits.map(d => d.fr).join(' ; ')}.`,
      'Importez les écritures (FEC) pour la rapprocher de la comptabilité.',
      `Aged balance without a ledger: ${dits.map(d => d.en).join('; ')}.`,
      'Import the ledger (FEC) to tie it to the accounts.',
    ),
    ...ecartees(lu.reprises.CLIENT),
    ...ecartees(lu.reprises.FOURNISSEUR),
  ];
}

const info = (code: string, message: string, remede: string, en: string, remedy: string): Anomalie => ({
  code,
  gravite: 'INFO',
  message,
  remede,
  en: { message: en, remede: remedy },
});

function ecartees(reprise: ModeleTiers['lu']['reprises']['CLIENT']): Anomalie[] {
  if (!reprise) return [];
  const { nonValidees, sansTTC, facturesInconnues } = reprise;
  return [
    ...(nonValidees.length === 0
      ? []
      : [
          info(
            'C-AR-18',
            `${accorder(nonValidees.length, "ligne de facture non validée n'est pas", 'lignes de factures non validées ne sont pas')} dans la balance âgée.`,
            'Validez-les si elles sont émises.',
            `${accorder(nonValidees.length, 'invoice row not posted is', 'invoice rows not posted are', 'en')} left out of the aged balance.`,
            'Post them if they were issued.',
          ),
        ]),
    ...limiter(
      sansTTC.map(l => ({
        code: 'C-AR-18',
        gravite: 'ALERTE' as const,
        table: 'FacturesFournisseurs',
        ligne: l.ligne,
        colonne: 'MontantTTC',
        cle: l.id,
        message: `Facture ${l.id} : ni TTC ni TVA, elle n’est pas dans la balance âgée.`,
        remede: 'Renseignez le montant TTC.',
        en: {
          message: `Invoice ${l.id}: neither total nor VAT, it is left out of the aged balance.`,
          remede: 'Fill in the amount including VAT.',
        },
      })),
    ),
    ...limiter(
      facturesInconnues.map(r => ({
        code: 'C-AR-20',
        gravite: 'ALERTE' as const,
        table: 'Encaissements',
        ligne: r.ligne,
        colonne: 'IdFacture',
        cle: r.IdReglement,
        message: `Règlement ${r.IdReglement} : la facture ${r.IdFacture} n’existe pas ou n’est pas validée ; il reste non affecté.`,
        remede: 'Corrigez le numéro de facture.',
        en: {
          message: `Receipt ${r.IdReglement}: invoice ${r.IdFacture} does not exist or is not posted; it stays unallocated.`,
          remede: 'Correct the invoice number.',
        },
      })),
    ),
  ];
}
