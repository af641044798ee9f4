/** De quoi écrire un petit dossier en CSV, et calculer les capacités de la comptabilité générale sur lui. */
import { CAPACITES } from '../../../../src/cloture';
import type { Capacite } from '../../../../src/cloture/capacite';
import { comptabiliteGenerale } from '../../../../src/cloture/comptabilite-generale';
import { pieces } from '../../../../src/cloture/comptabilite-generale/pieces';
import type { Contexte, Resultat } from '../../../../src/cloture/contexte';
import { EcrituresCloture, TABLES_COMMUNES } from '../../../../src/cloture/tables-communes';
import { remplacerLignes } from '../../../../src/cloture/tables-communes/lettrages';
import { apres } from '../../../../src/cloture/tables-communes/enchainement';
import { lireParametres } from '../../../../src/cloture/tables-communes/parametres';
import { depuisTexte, enEuros, versIso, type Ecriture, type Jour } from '../../../../src/comptabilite';
import { decoder } from '../../../../src/workbook/decode';
import { asTablesLues } from '../../../../src/workbook/reader';
import type { AnyTable, TablesLues } from '../../../../src/workbook/table';

export const le = (texte: string): Jour => {
  const lu = depuisTexte(texte);
  if (lu === undefined) throw new Error(texte);
  return lu;
};

/** Les tables d'un dossier : une chaîne CSV par table, séparée par des points-virgules. */
export type Dossier = Readonly<Record<string, string>>;

const TOUTES: readonly AnyTable[] = [
  ...new Set([...TABLES_COMMUNES, ...CAPACITES.flatMap(c => [...c.lit, ...c.ecrit])]),
];

export const SOCLE: Dossier = {
  Parametres: 'Cle;Valeur\nDateArrete;2026-11-30',
  Exercices:
    'Exercice;DateDebut;DateFin;Referentiel\n2026;2026-01-01;2026-12-31;PCG2025\n2027;2027-01-01;2027-12-31;PCG2025',
  Periodes:
    'Periode;Exercice;Etat\n2026-09;2026;FERMEE\n2026-10;2026;FERMEE\n2026-11;2026;OUVERTE\n2026-12;2026;OUVERTE\n2027-01;2027;OUVERTE',
  PlanComptable:
    'Compte;Libelle;Collectif;TypeTiers;Imputable;Bloque\n' +
    [
      '101;Capital',
      '164;Emprunts',
      '409;Fournisseurs débiteurs;N',
      '411;Clients;O;CLIENT',
      '401;Fournisseurs;O;FOURNISSEUR',
      '4191;Acomptes;O;CLIENT',
      '44571;TVA collectée',
      '44566;TVA déductible',
      '4452;TVA due intracom',
      '44574;TVA en attente',
      '476;Pertes latentes',
      '477;Gains latents',
      '488;Abonnements',
      '512;Banque',
      '5124;Banque devises',
      '606;Achats;;;N',
      '606100;Énergie',
      '606400;Fournitures',
      '613;Loyers',
      '613900;Loyers bloqués;;;;O',
      '6064;Vieilles fournitures',
      '706;Prestations',
      '707;Marchandises',
      '120;Bénéfice',
      '129;Perte',
      '1515;Provisions de change',
      '6815;Dotations',
      '6865;Dotations financières',
      '7815;Reprises',
      '7865;Reprises financières',
      '666;Pertes de change',
      '766;Gains de change',
      '656;Pertes de change',
      '756;Gains de change',
    ]
      .map(l => l + ';'.repeat(6 - l.split(';').length))
      .join('\n'),
  Tiers: 'IdTiers;Nom;Type;CompteCollectif\nC1;Client un;CLIENT;411\nF1;Fournisseur un;FOURNISSEUR;401',
  CodesTVA:
    'CodeTVA;DateEffet;Taux;Regime;CompteCollectee;CompteDeductible\nN;2014-01-01;0.20;DEBITS;;\nR;2014-01-01;0.055;DEBITS;;\nX;2014-01-01;0;EXONERE;;\nA;2014-01-01;0.20;AUTOLIQUIDATION;4452;44566\nNR;2014-01-01;0.20;NON_RECUPERABLE;;\nE;2014-01-01;0.20;ENCAISSEMENTS;;',
};

export function tablesDe(dossier: Dossier): TablesLues {
  const inconnues = Object.keys(dossier).filter(nom => !TOUTES.some(t => t.nom === nom));
  if (inconnues.length > 0) throw new Error(`Tables inconnues : ${inconnues.join(', ')}.`);
  return asTablesLues(
    new Map(
      TOUTES.flatMap(table => {
        const csv = dossier[table.nom];
        if (csv === undefined) return [];
        const matrice = csv.split('\n').map(l => l.split(';'));
        return [[table.nom, decoder(table, matrice, { premiereLigne: 1 })] as const];
      }),
    ),
  );
}

export function contexteDe(dossier: Dossier, arrete = '2026-11-30'): Contexte {
  const tables = tablesDe({ ...SOCLE, ...dossier });
  return { arrete: le(arrete), tables, parametres: lireParametres(tables, le(arrete)) };
}

/** Ce que rend une capacité, et les tables telles qu'elle les laisse. */
export function calculer(
  capacite: Capacite,
  contexte: Contexte,
): { readonly resultat: Resultat; readonly ensuite: Contexte } {
  const resultat = capacite.calculer(contexte);
  return { resultat, ensuite: { ...contexte, tables: apres(capacite, resultat, contexte) } };
}

export const passerPieces = (dossier: Dossier, arrete?: string) =>
  calculer(pieces, contexteDe(dossier, arrete));

export const passerComptabilite = (dossier: Dossier, arrete?: string) =>
  calculer(comptabiliteGenerale, contexteDe(dossier, arrete));

/** Une écriture en texte : « 411 C1 1200.00 D ». */
export const enTextes = (e: Ecriture): string[] =>
  e.lignes.map(l =>
    [
      l.compte,
      ...(l.tiers === undefined ? [] : [l.tiers]),
      l.debit !== 0 ? `D ${euros(l.debit)}` : `C ${euros(l.credit)}`,
    ].join(' '),
  );

export const euros = (m: number): string => enEuros(m as never).toFixed(2);

export const dateDe = (e: Ecriture): string => versIso(e.date);

export const codes = (r: Resultat, gravite?: string): string[] =>
  r.anomalies.filter(a => gravite === undefined || a.gravite === gravite).map(a => a.code);

/** Les écritures de clôture à leur place dans la feuille, comme une fois écrites. */
export function placees(contexte: Contexte): Contexte {
  const lecture = contexte.tables.lire(EcrituresCloture);
  const lignes = lecture.lignes.map((l, i) => ({ ...l, ligne: i + 5 }));
  const autres = new Map<AnyTable, readonly object[]>([[EcrituresCloture, lignes]]);
  return { ...contexte, tables: remplacerLignes(contexte.tables, autres) };
}
