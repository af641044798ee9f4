/** Contrôles de tout le registre : numéros, composants, fiches disparues, arrêtés postérieurs. */
import { somme, texteJour, texteMontant, ZERO, type Anomalie, type Jour } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { FacturesFournisseurs } from '../../tables-communes';
import type { BienArrete, Ouverture } from './arreter';
import type { Bien } from './bien';
import { surFiche } from '../controles-fiche';
import type { DonneesImmobilisations } from './donnees';

interface Numerote {
  /** undefined : une fiche sortie puis ôtée du registre, dont le numéro reste pris. */
  readonly bien: Bien | undefined;
  readonly numero: number;
}

/** Les numéros d'un même préfixe se suivent : une fiche supprimée se voit, un bien sorti garde le sien. */
export function controlerNumeros(biens: readonly Bien[], donnees: DonneesImmobilisations): Anomalie[] {
  const series = new Map<string, Numerote[]>();
  const inscrire = (id: string, bien: Bien | undefined) => {
    const [, prefixe, chiffres] = /^(.*?)(\d+)$/.exec(id) ?? [];
    if (prefixe === undefined || chiffres === undefined || chiffres.length > 9) return;
    const serie = series.get(prefixe);
    const numerote = { bien, numero: Number(chiffres) };
    if (serie) serie.push(numerote);
    else series.set(prefixe, [numerote]);
  };
  const presents = new Set(biens.map(b => b.id));
  for (const bien of biens) inscrire(bien.id, bien);
  for (const id of donnees.dotations.keys()) if (!presents.has(id)) inscrire(id, undefined);
  return [...series.entries()].flatMap(([prefixe, serie]) => {
    serie.sort((a, b) => a.numero - b.numero);
    return serie.flatMap(({ bien, numero }, i): Anomalie[] => {
      const avant = serie[i - 1]?.numero;
      if (bien === undefined || avant === undefined || numero <= avant + 1) return [];
      const manque =
        numero === avant + 2 ? `${prefixe}${avant + 1}` : `${prefixe}${avant + 1} à ${prefixe}${numero - 1}`;
      return [
        {
          code: 'C-IMM-08',
          gravite: 'ALERTE',
          table: 'Immobilisations',
          ligne: bien.ligne.ligne,
          colonne: 'IdImmo',
          cle: bien.id,
          message: `Numérotation : il manque ${manque} avant ${bien.id}.`,
          remede: 'Une fiche ne se supprime pas : remettez-la et sortez-la, ou expliquez le trou.',
        },
      ];
    });
  });
}

/** La structure et ses composants somment au coût facturé (domaine §3.6). */
export function controlerComposants(
  biens: readonly Bien[],
  factures: readonly Ligne<typeof FacturesFournisseurs>[],
): Anomalie[] {
  const parId = new Map(biens.map(b => [b.id, b]));
  const familles = new Map<string, Bien[]>();
  for (const bien of biens) {
    const parent = bien.ligne.IdImmoParent;
    if (parent === undefined) continue;
    familles.set(parent, [...(familles.get(parent) ?? []), bien]);
  }
  return [...familles.entries()].flatMap(([id, composants]): Anomalie[] => {
    const parent = parId.get(id);
    const { IdFactF, LigneFactF } = parent?.ligne ?? {};
    if (parent === undefined || IdFactF === undefined) return [];
    const lignes = factures.filter(
      f => f.IdFactF === IdFactF && (LigneFactF === undefined || f.Ligne === LigneFactF),
    );
    if (lignes.length === 0) return [];
    const cout = somme(lignes.map(f => f.MontantHT));
    // Un composant remplacé plus tard a sa propre facture.
    const total = somme(
      [parent, ...composants.filter(c => (c.ligne.IdFactF ?? IdFactF) === IdFactF)].map(
        b => b.ligne.ValeurBrute,
      ),
    );
    if (total === cout) return [];
    return [
      {
        code: 'C-IMM-09',
        gravite: 'BLOQUANT',
        table: 'Immobilisations',
        ligne: parent.ligne.ligne,
        colonne: 'ValeurBrute',
        cle: id,
        message: `Composants de ${id} : ${texteMontant(total)} au registre, ${texteMontant(cout)} sur la facture ${IdFactF}.`,
        remede: 'La structure est le reste : corrigez sa valeur brute ou celle d’un composant.',
      },
    ];
  });
}

/** Une fiche qui a doté ne se supprime pas : ses comptes resteraient sans détail. */
export function controlerDisparues(
  donnees: DonneesImmobilisations,
  ecartees: ReadonlySet<string>,
): Anomalie[] {
  const connues = new Set(donnees.fiches.map(f => f.IdImmo));
  return [...donnees.dotations.entries()].flatMap(([id, lignes]): Anomalie[] => {
    const derniere = lignes.at(-1);
    if (connues.has(id) || ecartees.has(id) || derniere === undefined || derniere.Etat === 'SORTI') return [];
    return [
      {
        code: 'C-IMM-17',
        gravite: 'BLOQUANT',
        table: 'Dotations',
        ligne: derniere.ligne,
        cle: id,
        message: `L'immobilisation ${id} a des dotations jusqu'au ${texteJour(derniere.Arrete)}, mais n'est plus au registre : il lui reste ${texteMontant(derniere.VNC ?? ZERO)} de VNC.`,
        remede: 'Remettez la fiche ; pour l’ôter des comptes, sortez-la par une date et un type de sortie.',
      },
    ];
  });
}

/** Un arrêté déjà suivi d'un autre ne change plus : l'écart irait nulle part. */
export function controlerPosterieurs(
  etats: readonly BienArrete[],
  donnees: DonneesImmobilisations,
  arrete: Jour,
): Anomalie[] {
  return etats.flatMap(({ bien, apres }): Anomalie[] => {
    const lignes = donnees.dotations.get(bien.id) ?? [];
    const suivante = lignes.find(d => d.Arrete > arrete);
    const ancienne = lignes.find(d => d.Arrete === arrete);
    if (suivante === undefined || (ancienne !== undefined && ancienne.Cumul === apres.Cumul)) return [];
    return [
      {
        code: 'C-IMM-11',
        gravite: 'BLOQUANT',
        table: 'Dotations',
        ligne: suivante.ligne,
        cle: bien.id,
        message: `Immobilisation ${bien.id} : le cumul du ${texteJour(arrete)} changerait, alors que le ${texteJour(suivante.Arrete)} est déjà calculé.`,
        remede: 'Laissez cet arrêté : la différence tombera dans le mois ouvert.',
      },
    ];
  });
}

/** Un numéro dont le bien est sorti ne resert pas, et sa sortie comptabilisée ne s'efface pas. */
export function controlerSorti(bien: Bien, avant: Ouverture): Anomalie[] {
  const { DateSortie } = bien.ligne;
  if (avant.date === undefined || (DateSortie !== undefined && DateSortie <= avant.date)) return [];
  return [
    surFiche(
      bien,
      'BLOQUANT',
      'C-IMM-22',
      `le bien est sorti des comptes au plus tard le ${texteJour(avant.date)}, mais sa fiche ne le dit plus.`,
      'Rétablissez sa date de sortie ; un numéro ne resert jamais : donnez-en un autre au nouveau bien.',
      { colonne: 'DateSortie' },
    ),
  ];
}
