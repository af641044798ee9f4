import {
  moins,
  plus,
  texteMontant,
  versIso,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { TablesLues } from '../../../workbook/table';
import { Ecritures, EcrituresCloture } from '../../tables-communes';
import { MODULES } from '../ecritures/lignes';
import type { BienArrete } from './arreter';
import type { OptionsImmobilisations } from './donnees';

/** Un compte sans ses zéros de droite : 218300 et 2183 sont le même poste. */
export const poste = (compte: string): string => {
  const court = compte.replace(/0+$/, '');
  return court.length < 3 ? compte.slice(0, 3) : court;
};

interface LigneComptable {
  readonly compte: string;
  readonly solde: Montant;
  readonly libelle: string;
}

interface Cadre {
  readonly arrete: Jour;
  readonly debut: Jour;
  readonly exercice: string;
}

/**
 * Les écritures de classe 1, 2 et 68 à l'arrêté : importées, de clôture, et celles que l'exécution va écrire. Dans un
 * exercice qui a ses à-nouveaux, ceux-ci portent le passé ; sinon tout le passé est repris. Une écriture de clôture
 * revenue par l'import n'est comptée qu'une fois.
 */
function lignesComptables(
  tables: TablesLues,
  nouvelles: readonly Ecriture[],
  { arrete, debut, exercice }: Cadre,
): LigneComptable[] {
  const importees = tables.lire(Ecritures).lignes;
  const aNouveaux = importees.some(l => l.Exercice === exercice && l.Journal === 'AN');
  const retenue = (date: Jour) => date <= arrete && (!aNouveaux || date >= debut);
  const revenues = new Set(importees.flatMap(l => l.CleGeneration ?? []));
  const refaites = new Set(nouvelles.map(e => e.cle));
  const modules: ReadonlySet<string> = new Set(MODULES);
  const remplacee = (l: { CleGeneration: string; DateValidation?: Jour | undefined }) => {
    const [module = '', date = ''] = l.CleGeneration.split('|');
    return (
      refaites.has(l.CleGeneration) ||
      (l.DateValidation === undefined && modules.has(module) && date === versIso(arrete))
    );
  };
  const utile = (compte: string) => /^(2|145|68)/.test(compte);
  const lue = (l: { Compte: string; Debit: Montant; Credit: Montant; Libelle: string; Piece: string }) => ({
    compte: l.Compte,
    solde: moins(l.Debit, l.Credit),
    libelle: `${l.Piece} ${l.Libelle}`,
  });
  return [
    ...importees.filter(l => utile(l.Compte) && retenue(l.DateEcriture)).map(lue),
    ...tables
      .lire(EcrituresCloture)
      .lignes.filter(
        l => utile(l.Compte) && retenue(l.DateEcriture) && !remplacee(l) && !revenues.has(l.CleGeneration),
      )
      .map(lue),
    ...nouvelles
      .filter(e => retenue(e.date) && !revenues.has(e.cle))
      .flatMap(e =>
        e.lignes
          .filter(l => utile(l.compte))
          .map(l => ({
            compte: l.compte,
            solde: moins(l.debit, l.credit),
            libelle: `${e.piece} ${e.libelle}`,
          })),
      ),
  ];
}

interface Attendu {
  readonly nature: string;
  readonly table: 'Immobilisations' | 'Dotations';
  total: Montant;
  readonly biens: { readonly id: string; readonly montant: Montant }[];
}

/** Ce que le registre dit de chaque poste : débit positif. */
function attendus(etats: readonly BienArrete[], options: OptionsImmobilisations): Map<string, Attendu> {
  const postes = new Map<string, Attendu>();
  const ajouter = (compte: string | undefined, id: string, montant: Montant, nature: string) => {
    if (compte === undefined) return;
    const cle = poste(compte);
    const connu = postes.get(cle) ?? { nature, table: 'Immobilisations' as const, total: ZERO, biens: [] };
    connu.total = plus(connu.total, montant);
    if (montant !== 0) connu.biens.push({ id, montant });
    postes.set(cle, connu);
  };
  for (const { bien, apres } of etats) {
    ajouter(apres.Compte, bien.id, apres.Brut ?? ZERO, 'valeur brute');
    ajouter(bien.compteAmort, bien.id, moins(ZERO, apres.Cumul), 'amortissements');
    ajouter(bien.compteDepreciation, bien.id, moins(ZERO, apres.Depreciation ?? ZERO), 'dépréciations');
    if (bien.fiche.modeFiscal !== undefined)
      ajouter(
        options.comptes.derogatoire,
        bien.id,
        moins(ZERO, apres.Solde145 ?? ZERO),
        'amortissements dérogatoires',
      );
  }
  return postes;
}

/**
 * C-IMM-01 : la somme des fiches est le solde des comptes 2x, 28x, 29x et 145, et l'écart est expliqué par bien quand
 * il se peut. Sans écritures importées, il n'y a rien à rapprocher.
 */
export function rapprocher(
  etats: readonly BienArrete[],
  tables: TablesLues,
  ecritures: readonly Ecriture[],
  cadre: Cadre,
  options: OptionsImmobilisations,
): Anomalie[] {
  if (tables.lire(Ecritures).lignes.length === 0) return [];
  const parPoste = new Map<string, LigneComptable[]>();
  for (const l of lignesComptables(tables, ecritures, cadre)) {
    const cle = poste(l.compte);
    const liste = parPoste.get(cle);
    if (liste) liste.push(l);
    else parPoste.set(cle, [l]);
  }
  const registre = attendus(etats, options);
  const financieres = etats.some(e => e.bien.ligne.Type === 'FINANCIERE');
  // Avances (237, 238), dotations (68) et titres sans fiche : hors du registre.
  const suivi = (p: string) =>
    registre.has(p) || (/^2[0-389]/.test(p) && !/^23[78]/.test(p)) || (financieres && /^2[67]/.test(p));
  const postes = [...new Set([...registre.keys(), ...parPoste.keys()])].filter(suivi).sort();
  return [
    ...postes.flatMap(p => ecartDe(p, registre.get(p), parPoste.get(p) ?? [])),
    ...controlerCharges(etats, parPoste, tables, cadre),
  ];
}

function ecartDe(p: string, attendu: Attendu | undefined, lignes: readonly LigneComptable[]): Anomalie[] {
  const solde = lignes.reduce<Montant>((total, l) => plus(total, l.solde), ZERO);
  const registre = attendu?.total ?? ZERO;
  const ecart = moins(registre, solde);
  if (ecart === 0) return [];
  return [
    {
      code: 'C-IMM-01',
      gravite: 'BLOQUANT',
      table: 'Immobilisations',
      cle: p,
      message: `Compte ${p} : ${texteMontant(registre)} au registre, ${texteMontant(solde)} en comptabilité, écart ${texteMontant(ecart)}. ${explication(ecart, attendu, lignes)}`,
      remede: 'Passez l’écriture qui manque, ou corrigez la fiche.',
    },
  ];
}

/** D'où vient l'écart : un bien sans écriture, une écriture sans fiche, ou la liste des biens du compte. */
function explication(
  ecart: Montant,
  attendu: Attendu | undefined,
  lignes: readonly LigneComptable[],
): string {
  const bien = attendu?.biens.find(b => b.montant === ecart);
  if (bien !== undefined) return `C'est le montant de ${bien.id}, que les écritures n'ont pas.`;
  const orpheline = lignes.find(l => moins(ZERO, l.solde) === ecart);
  if (orpheline !== undefined) return `C'est l'écriture « ${orpheline.libelle} », qui n'a pas de fiche.`;
  const biens = attendu?.biens ?? [];
  if (biens.length === 0) return 'Aucune fiche ne porte ce compte.';
  const liste = biens.slice(0, 5).map(b => `${b.id} ${texteMontant(b.montant)}`);
  return `Biens du compte : ${liste.join(', ')}${biens.length > 5 ? ` et ${biens.length - 5} autres` : ''}.`;
}

/** Les 681x de l'exercice face aux dotations de l'historique. */
function controlerCharges(
  etats: readonly BienArrete[],
  parPoste: ReadonlyMap<string, readonly LigneComptable[]>,
  tables: TablesLues,
  { debut, arrete }: Cadre,
): Anomalie[] {
  const deLExercice = tables
    .lire(Ecritures)
    .lignes.some(l => l.DateEcriture >= debut && l.DateEcriture <= arrete);
  if (!deLExercice) return [];
  const charges = new Map<string, Montant>();
  for (const { bien, annee } of etats) {
    if (bien.compteDotation === undefined) continue;
    const cle = poste(bien.compteDotation);
    charges.set(cle, plus(charges.get(cle) ?? ZERO, annee));
  }
  return [...charges.entries()].sort().flatMap(([cle, registre]): Anomalie[] => {
    const lignes = parPoste.get(cle) ?? [];
    const solde = lignes.reduce<Montant>((total, l) => plus(total, l.solde), ZERO);
    if (solde === registre) return [];
    return [
      {
        code: 'C-IMM-01',
        gravite: 'ALERTE',
        table: 'Dotations',
        cle,
        message: `Compte ${cle} : ${texteMontant(registre)} de dotations de l'exercice au registre, ${texteMontant(solde)} en comptabilité.`,
        remede: 'Cherchez une dotation passée à la main, ou une reprise en cours d’exercice.',
      },
    ];
  });
}
