/** Les ventes de biens et leur TVA : ce que la facturation a déjà passé, ce que la clôture doit encore. */
import {
  lireCleGeneration,
  date,
  texteJour,
  type Anomalie,
  type Compte,
  type Jour,
  type Taux,
} from '../../../comptabilite';
import type { Ligne, TablesLues } from '../../../workbook/table';
import * as communes from '../../tables-communes';
import type { CadreSorties, VenteFacturee } from '../ecritures/sorties';
import type { BienArrete, SortieDePart } from './arreter';
import type { Bien } from './bien';
import type { DonneesImmobilisations, OptionsImmobilisations } from './donnees';

export type TauxALaDate = (
  code: string | undefined,
  date: Jour,
) => { taux: Taux; compte: Compte | undefined } | undefined;

/** Taux d'un code à une date : la dernière date d'effet qui ne la dépasse pas. */
export function tauxDe(tables: TablesLues): TauxALaDate {
  const codes = tables.lire(communes.CodesTVA).lignes;
  return (code, date) => {
    let trouve: Ligne<typeof communes.CodesTVA> | undefined;
    for (const c of codes) {
      if (c.CodeTVA !== code || c.DateEffet > date) continue;
      if (trouve === undefined || c.DateEffet > trouve.DateEffet) trouve = c;
    }
    return trouve === undefined ? undefined : { taux: trouve.Taux, compte: trouve.CompteCollectee };
  };
}

/** Ce que les écritures de sortie lisent en dehors du bien. */
export function cadreSorties(
  arrete: Jour,
  { donnees, options }: { donnees: DonneesImmobilisations; options: OptionsImmobilisations },
  biens: ReadonlyMap<string, Bien>,
  tables: TablesLues,
  taux: TauxALaDate,
): CadreSorties {
  const ventes = new Map<string, VenteFacturee>();
  for (const f of tables.lire(communes.FacturesClients).lignes) {
    if (f.IdImmo === undefined || !f.Validee || f.DateFacture > arrete) continue;
    if (f.Compte !== undefined && !/^(757|775|7671)/.test(f.Compte)) continue;
    ventes.set(f.IdImmo, { idFacture: f.IdFacture, montantHT: f.MontantHT, ligne: f.ligne });
  }
  const collectee = options.comptes.tvaCollectee;
  return {
    arrete,
    options,
    exercices: donnees.exercices,
    bien: id => biens.get(id),
    vente: id => ventes.get(id),
    tva: (code, date) => {
      if (code === undefined) return { taux: options.tauxTVA, compte: collectee };
      const lu = taux(code, date);
      return lu === undefined ? undefined : { taux: lu.taux, compte: lu.compte ?? collectee };
    },
  };
}

/** Cessions déjà passées par la clôture, et validées. */
function prixDejaPasses(tables: TablesLues): ReadonlySet<string> {
  return new Set(
    tables
      .lire(communes.EcrituresCloture)
      .lignes.filter(l => l.DateValidation !== undefined)
      .flatMap(l => {
        const { module, source } = lireCleGeneration(l.CleGeneration);
        return module === 'CESSION' && source.endsWith('-PRIX') ? [source.slice(0, -'-PRIX'.length)] : [];
      }),
  );
}

/** C-IMM-07 et ce qu'une sortie demande encore : facture, taux, régularisation de TVA. */
export function controlerVentes(
  etats: readonly BienArrete[],
  cadre: CadreSorties,
  tables: TablesLues,
): Anomalie[] {
  if (etats.every(e => e.sorties.length === 0)) return [];
  const passes = prixDejaPasses(tables);
  return etats.flatMap(({ bien, sorties }) =>
    sorties.flatMap(s => [
      ...(s.part.type === 'CESSION' ? controlerVente(bien, s, cadre, passes) : []),
      ...regularisationTVA(bien, s, cadre),
    ]),
  );
}

const ouEst = (bien: Bien) => ({ table: 'Immobilisations', ligne: bien.ligne.ligne, cle: bien.id });

function controlerVente(
  bien: Bien,
  s: SortieDePart,
  cadre: CadreSorties,
  passes: ReadonlySet<string>,
): Anomalie[] {
  const vente = cadre.vente(bien.id);
  const prix = s.part.prixHT;
  if (vente !== undefined) return [venteFacturee(bien, vente, prix, passes.has(bien.id))];
  if (prix === undefined || cadre.tva(bien.ligne.CodeTVACession, s.date) !== undefined) return [];
  return [
    {
      ...ouEst(bien),
      code: 'C-TVA-01',
      gravite: 'BLOQUANT',
      colonne: 'CodeTVACession',
      message: `Immobilisation ${bien.id} : le code TVA ${bien.ligne.CodeTVACession ?? ''} n'a pas de taux au ${texteJour(s.date)}.`,
      remede: 'Ajoutez ce code à CodesTVA, avec une date d’effet antérieure.',
    },
  ];
}

function venteFacturee(
  bien: Bien,
  vente: VenteFacturee,
  prix: number | undefined,
  dejaPassee: boolean,
): Anomalie {
  if (dejaPassee)
    return {
      ...ouEst(bien),
      code: 'C-IMM-07',
      gravite: 'BLOQUANT',
      message: `Immobilisation ${bien.id} : cession facturée par ${vente.idFacture}, et déjà passée par la clôture.`,
      remede: 'Contrepassez l’écriture de prix de la clôture.',
    };
  const differe = prix !== undefined && prix !== vente.montantHT;
  return {
    ...ouEst(bien),
    code: 'C-IMM-07',
    gravite: differe ? 'ALERTE' : 'INFO',
    message: `Immobilisation ${bien.id} : la cession est facturée par ${vente.idFacture} ; le prix n'est pas passé une seconde fois.`,
    remede: differe ? 'Le prix de la fiche diffère de la facture : corrigez-le.' : 'Rien à faire.',
  };
}

/**
 * La TVA déduite se régularise par vingtièmes pour un immeuble, par cinquièmes pour un meuble, l'année d'entrée
 * comptée entière (CGI annexe II art. 207). Le calcul n'est pas fait ici ; un meuble vendu avec TVA n'y est pas soumis.
 */
function regularisationTVA(bien: Bien, s: SortieDePart, cadre: CadreSorties): Anomalie[] {
  const { Type, CodeTVACession, DateAcquisition } = bien.ligne;
  const sortie = s.part.sortie ?? s.date;
  if (s.part.type === 'TRANSFERT' || Type === 'FINANCIERE') return [];
  const immeuble = /^21[1-4]/.test(bien.compte);
  const duree = immeuble ? 20 : 5;
  const annees = date(sortie).annee - date(DateAcquisition).annee + 1;
  if (annees > duree) return [];
  const taxee = s.part.type === 'CESSION' && cadre.tva(CodeTVACession, s.date)?.taux.greaterThan(0) === true;
  if (!immeuble && taxee) return [];
  return [
    {
      ...ouEst(bien),
      code: 'C-IMM-20',
      gravite: immeuble || s.part.type === 'CESSION' ? 'ALERTE' : 'INFO',
      colonne: 'DateSortie',
      message: `Immobilisation ${bien.id} : sortie la ${annees}e année d'un délai de ${duree} ans ; la TVA déduite peut être à régulariser (CGI annexe II art. 207).`,
      remede:
        s.part.type === 'CESSION'
          ? `Calculez la régularisation par ${immeuble ? 'vingtièmes' : 'cinquièmes'} restants avec votre comptable : elle n'est pas passée ici.`
          : 'Gardez la preuve de la destruction ou de la mise au rebut : justifiée, elle ne demande rien.',
    },
  ];
}
