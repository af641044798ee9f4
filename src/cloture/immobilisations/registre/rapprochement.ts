import {
  moins,
  plus,
  somme,
  texteMontant,
  versIso,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { TablesLues, Valeurs } from '../../../workbook/table';
import { Ecritures, EcrituresCloture } from '../../tables-communes';
import { MODULES } from '../ecritures/lignes';
import type { RapprochementImmo } from '../tables';
import type { BienArrete } from './arreter';
import type { Bien } from './bien';
import type { OptionsImmobilisations } from './donnees';
import { expliquerEcart, type LigneComptable, type PartDuPoste } from './ecarts';

/** Un compte sans ses zéros de droite : 218300 et 2183 sont le même poste. */
export const poste = (compte: string): string => {
  const court = compte.replace(/0+$/, '');
  return court.length < 3 ? compte.slice(0, 3) : court;
};

type LigneRapprochement = Valeurs<typeof RapprochementImmo>;

interface Cadre {
  readonly arrete: Jour;
  readonly debut: Jour;
  readonly exercice: string;
}

/** Un bien et ses dotations de l'exercice, qu'il soit encore au registre ou qu'il en soit sorti. */
export type BienDote = Pick<BienArrete, 'bien' | 'annee'>;

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
    piece: l.Piece,
    libelle: l.Libelle,
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
            piece: e.piece,
            libelle: e.libelle,
          })),
      ),
  ];
}

interface Attendu {
  readonly nature: string;
  total: Montant;
  readonly biens: PartDuPoste[];
}

/** Ce que le registre dit de chaque poste : débit positif. */
function attendus(etats: readonly BienArrete[], options: OptionsImmobilisations): Map<string, Attendu> {
  const postes = new Map<string, Attendu>();
  const ajouter = (compte: string | undefined, { id, ligne }: Bien, montant: Montant, nature: string) => {
    if (compte === undefined) return;
    const cle = poste(compte);
    const connu = postes.get(cle) ?? { nature, total: ZERO, biens: [] };
    connu.total = plus(connu.total, montant);
    if (montant !== 0) connu.biens.push({ id, montant, facture: ligne.IdFactF });
    postes.set(cle, connu);
  };
  for (const { bien, apres } of etats) {
    ajouter(apres.Compte, bien, apres.Brut ?? ZERO, 'valeur brute');
    ajouter(bien.compteAmort, bien, moins(ZERO, apres.Cumul), 'amortissements');
    ajouter(bien.compteDepreciation, bien, moins(ZERO, apres.Depreciation ?? ZERO), 'dépréciations');
    if (bien.fiche.modeFiscal !== undefined)
      ajouter(
        options.comptes.derogatoire,
        bien,
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
  dotes: readonly BienDote[],
  tables: TablesLues,
  ecritures: readonly Ecriture[],
  cadre: Cadre,
  options: OptionsImmobilisations,
): { lignes: LigneRapprochement[]; anomalies: Anomalie[] } {
  if (tables.lire(Ecritures).lignes.length === 0) return { lignes: [], anomalies: [] };
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
  const lignes = [...new Set([...registre.keys(), ...parPoste.keys()])]
    .filter(suivi)
    .sort()
    .map(p => ligneDe(p, registre.get(p), parPoste.get(p) ?? []));
  return {
    lignes,
    anomalies: [...lignes.flatMap(anomalieDe), ...controlerCharges(dotes, parPoste, tables, cadre)],
  };
}

function ligneDe(
  p: string,
  attendu: Attendu | undefined,
  lignes: readonly LigneComptable[],
): LigneRapprochement {
  const solde = somme(lignes.map(l => l.solde));
  const registre = attendu?.total ?? ZERO;
  const ecart = moins(registre, solde);
  return {
    Compte: p as LigneRapprochement['Compte'],
    Nature: attendu?.nature ?? 'sans fiche',
    Registre: registre,
    Comptabilite: solde,
    Ecart: ecart,
    Explication: ecart === 0 ? undefined : expliquerEcart(ecart, attendu?.biens ?? [], lignes),
  };
}

function anomalieDe({ Compte, Registre, Comptabilite, Ecart, Explication }: LigneRapprochement): Anomalie[] {
  if (Ecart === undefined || Ecart === 0) return [];
  const [registre, solde] = [Registre ?? ZERO, Comptabilite ?? ZERO];
  return [
    {
      code: 'C-IMM-01',
      gravite: 'BLOQUANT',
      table: 'Immobilisations',
      cle: Compte,
      message: `Compte ${Compte} : ${texteMontant(registre)} au registre, ${texteMontant(solde)} en comptabilité, écart ${texteMontant(Ecart)}. ${Explication ?? ''}`,
      remede: 'Passez l’écriture qui manque, ou corrigez la fiche.',
    },
  ];
}

/** Les 681x de l'exercice face aux dotations de l'historique, biens sortis depuis compris. */
function controlerCharges(
  dotes: readonly BienDote[],
  parPoste: ReadonlyMap<string, readonly LigneComptable[]>,
  tables: TablesLues,
  { debut, arrete }: Cadre,
): Anomalie[] {
  const deLExercice = tables
    .lire(Ecritures)
    .lignes.some(l => l.DateEcriture >= debut && l.DateEcriture <= arrete);
  if (!deLExercice) return [];
  const charges = new Map<string, Montant>();
  for (const { bien, annee } of dotes) {
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
