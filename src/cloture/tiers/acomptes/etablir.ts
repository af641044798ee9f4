import {
  lireCleGeneration,
  cleGeneration,
  ecriture,
  exerciceDu,
  maximum,
  moins,
  texteMontant,
  versIso,
  ZERO,
  type Anomalie,
  type Ecriture,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Ligne, TablesLues } from '../../../workbook/table';
import { EcrituresCloture, Exercices } from '../../tables-communes';
import type { Parametres } from '../../tables-communes/parametres';
import type { ModeleTiers } from '../modele';
import { MODULE_OPERATIONS } from '../modules';
import { TvaDesPieces, type TauxDeTVA } from '../tva';
import { lireComptes } from './comptes';
import { defaut, lignesDe, porteTVA, soldeUnePiece, TAUX_NUL } from './calcul/schemas';
import type { ComptesOperation, Operation, TypeOperation } from './calcul/types';
import { COURANTE, NATURES, Ouvert } from './ouvert';
import { OperationsTiers } from './tables';
import { Acomptes, type Rendu } from './tva-acomptes';

export type LigneOperation = Ligne<typeof OperationsTiers>;

export interface ContexteOperations {
  readonly arrete: Jour;
  readonly tables: TablesLues;
  readonly parametres: Parametres;
  readonly modele: ModeleTiers;
  /** Premier jour qui n'est pas dans un mois fermé. */
  readonly ouvert: Jour;
}

/** Une opération de l'arrêté, ce qui en est lu, et d'où vient la TVA : de quoi expliquer son écriture. */
export interface OperationLue {
  readonly ligne: LigneOperation;
  readonly operation: Operation;
  readonly comptes: ComptesOperation;
  /** Absent d'une opération sans TVA. */
  readonly tva: TauxDeTVA | undefined;
  readonly rendu: Rendu | undefined;
}

export interface OperationsEtablies {
  readonly ecritures: readonly Ecriture[];
  readonly lues: readonly OperationLue[];
  readonly anomalies: readonly Anomalie[];
}

/** Opérations de l'arrêté : celles qui ne sont pas après lui et qu'aucun autre arrêté n'a déjà écrites. */
export function operationsDe(tables: TablesLues, arrete: Jour): LigneOperation[] {
  const ecrites = new Set<string>();
  for (const { CleGeneration } of tables.lire(EcrituresCloture).lignes) {
    const { module, arrete: date, source } = lireCleGeneration(CleGeneration);
    if (module === MODULE_OPERATIONS && date !== versIso(arrete)) ecrites.add(source);
  }
  return tables
    .lire(OperationsTiers)
    .lignes.filter(o => o.Date <= arrete && !ecrites.has(o.IdOperation))
    .sort((a, b) => a.Date - b.Date || (a.IdOperation < b.IdOperation ? -1 : 1));
}

function anomalie(
  l: LigneOperation,
  colonne: string,
  fr: string,
  en: string,
  remede: string,
  enRemede: string,
): Anomalie {
  return {
    code: 'C-OPT-01',
    gravite: 'BLOQUANT',
    table: OperationsTiers.nom,
    ligne: l.ligne,
    colonne,
    cle: l.IdOperation,
    message: `Opération ${l.IdOperation} (${l.Type}) : ${fr}.`,
    remede,
    en: { message: `Operation ${l.IdOperation} (${l.Type}): ${en}.`, remede: enRemede },
  };
}

/** Les écritures des opérations de l'arrêté, dans l'ordre de leurs dates. N'écrit rien. */
export function etablirOperations(contexte: ContexteOperations): OperationsEtablies {
  const { arrete, tables, modele } = contexte;
  const aFaire = operationsDe(tables, arrete);
  if (aFaire.length === 0) return { ecritures: [], lues: [], anomalies: [] };
  const ouvert = new Ouvert(modele.postes(arrete), compte => modele.lu.auxiliaire.collectif(compte));
  const tva = new TvaDesPieces(tables, contexte.parametres);
  const acomptes = new Acomptes(tables.lire(OperationsTiers).lignes, tva);
  const ecritures: Ecriture[] = [];
  const lues: OperationLue[] = [];
  const anomalies: Anomalie[] = [];
  for (const l of aFaire) {
    const rendu = ecrire(l, { contexte, ouvert, tva, acomptes });
    if ('message' in rendu) anomalies.push(rendu);
    else if (rendu.ecriture) {
      ecritures.push(rendu.ecriture);
      lues.push(rendu.lue);
    }
  }
  return { ecritures, lues, anomalies };
}

interface Outils {
  readonly contexte: ContexteOperations;
  readonly ouvert: Ouvert;
  readonly tva: TvaDesPieces;
  readonly acomptes: Acomptes;
}

function ecrire(
  l: LigneOperation,
  outils: Outils,
): Anomalie | { ecriture: Ecriture | undefined; lue: OperationLue } {
  const { contexte, ouvert } = outils;
  const lue = lireOperation(l, outils);
  if ('message' in lue) return lue;
  const { operation: o, comptes } = lue;
  const manque = defaut(o, comptes);
  if (manque)
    return anomalie(
      l,
      'Montant',
      manque.fr,
      manque.en,
      'Complétez ou corrigez la ligne.',
      'Complete or correct the row.',
    );
  if (soldeUnePiece(o.type)) {
    const reste = ouvert.chercher(l.IdTiers, o.piece, NATURES[o.type] ?? COURANTE)?.reste ?? ZERO;
    if (reste < o.montant) return tropSoldee(l, o.piece, maximum(reste, ZERO));
  }
  if (o.type === 'COMPENSATION_ACOMPTE') {
    const verse = moins(ZERO, ouvert.chercher(l.IdTiers, o.pieceLiee, ['ACOMPTE'])?.reste ?? ZERO);
    if (verse < o.montant) return tropSoldee(l, o.pieceLiee, verse);
  }
  const lignes = lignesDe(o, comptes);
  if (lignes.length === 0) return { ecriture: undefined, lue };
  ouvert.passer(lignes);
  const tardive = l.Date < contexte.ouvert;
  return {
    lue,
    ecriture: ecriture({
      cle: cleGeneration(MODULE_OPERATIONS, contexte.arrete, l.IdOperation, 'ARRETE'),
      origine: 'SAISIE',
      journal: contexte.parametres.valeur('JOURNAL_CLOTURE'),
      date: tardive ? contexte.ouvert : l.Date,
      piece: l.Piece ?? l.IdOperation,
      libelle: `${LIBELLES[l.Type]} ${l.IdTiers}`,
      lignes,
      ...(tardive ? { survenance: l.Date } : {}),
    }),
  };
}

function tropSoldee(l: LigneOperation, piece: string, reste: Montant): Anomalie {
  return {
    ...anomalie(
      l,
      'Montant',
      `${piece} n'est ouverte que de ${texteMontant(reste)}, moins que ${texteMontant(l.Montant)}`,
      `${piece} is open for ${texteMontant(reste, 'en')} only, less than ${texteMontant(l.Montant, 'en')}`,
      'Vérifiez la pièce et le montant ; une opération déjà comptabilisée ne se saisit pas ici.',
      'Check the document and the amount; an operation already booked is not typed here.',
    ),
    code: 'C-OPT-02',
  };
}

const LIBELLES: Readonly<Record<TypeOperation, string>> = {
  ACOMPTE_FACTURE: 'Facture d’acompte',
  ACOMPTE_RECU: 'Acompte reçu de',
  ACOMPTE_VERSE: 'Acompte versé à',
  COMPENSATION_ACOMPTE: 'Compensation d’acompte',
  ESCOMPTE_ACCORDE: 'Escompte accordé à',
  ESCOMPTE_OBTENU: 'Escompte obtenu de',
  EFFET_RECU: 'Effet reçu de',
  EFFET_ENCAISSE: 'Effet encaissé de',
  EFFET_ESCOMPTE: 'Effet escompté de',
  DAILLY: 'Mobilisation Dailly',
  DAILLY_REMBOURSE: 'Remboursement Dailly',
  CESSION_FACTOR: 'Cession au factor, créance de',
  FINANCEMENT_FACTOR: 'Financement du factor',
  LIBERATION_FACTOR: 'Retenue du factor libérée',
  IRRECOUVRABLE: 'Créance irrécouvrable de',
  RENTREE: 'Rentrée sur créance amortie de',
  PENALITES: 'Pénalités de retard de',
};

/** Une opération lue : taux, comptes, et ce qui l'empêche. */
function lireOperation(
  l: LigneOperation,
  { contexte, ouvert, tva, acomptes }: Outils,
): Anomalie | OperationLue {
  const { parametres, modele, tables, arrete } = contexte;
  const fiche = modele.tiers.get(l.IdTiers);
  const sens = fiche?.Type === 'FOURNISSEUR' ? 'FOURNISSEUR' : 'CLIENT';
  const piece = l.Piece ?? (soldeUnePiece(l.Type) ? '' : l.IdOperation);
  const duCode = !porteTVA(l.Type)
    ? undefined
    : l.CodeTVA === undefined && (l.Type === 'IRRECOUVRABLE' || l.Type === 'RENTREE')
      ? tva.tauxUnique(piece)
      : tva.duCode(l.CodeTVA, l.Date);
  if (porteTVA(l.Type) && duCode === undefined)
    return anomalie(
      l,
      'CodeTVA',
      `son taux de TVA n'est pas connu (${l.CodeTVA ?? `plusieurs taux dans ${piece}`})`,
      `its VAT rate is not known (${l.CodeTVA ?? `several rates in ${piece}`})`,
      'Donnez un code TVA de la table CodesTVA ; pour plusieurs taux, une ligne par taux.',
      'Give a VAT code of table CodesTVA; for several rates, one row per rate.',
    );
  const trouve = ouvert.chercher(l.IdTiers, piece, NATURES[l.Type] ?? COURANTE);
  const exercices = tables.lire(Exercices).lignes.map(x => ({
    code: x.Exercice,
    debut: x.DateDebut,
    fin: x.DateFin,
    referentiel: x.Referentiel,
  }));
  const exercice = exerciceDu(exercices, arrete);
  const dateFacture = tva.dateDe(piece);
  const operation: Operation = {
    type: l.Type,
    tiers: l.IdTiers,
    sens,
    piece,
    pieceLiee: l.PieceLiee ?? '',
    montant: l.Montant,
    frais: l.Frais ?? ZERO,
    interets: l.Interets ?? ZERO,
    retenue: l.Retenue ?? ZERO,
    encaisse: l.Encaisse ?? ZERO,
    echeance: l.DateEcheance,
    taux: duCode?.taux ?? TAUX_NUL,
    tvaRendue: acomptes.part(l.IdOperation),
    anterieure: exercice !== undefined && dateFacture !== undefined && dateFacture < exercice.debut,
  };
  const collectif =
    trouve?.compte ??
    fiche?.CompteCollectif ??
    parametres.valeur(sens === 'CLIENT' ? 'CPT_CLIENT' : 'CPT_FOURNISSEUR');
  const tvaPerte = duCode?.encaissements
    ? tva.compteEnAttente(piece, l.IdTiers)
    : parametres.valeur('CPT_TVA_COLLECTEE');
  const ancien = exercice?.referentiel === 'PCG2014';
  const comptes = lireComptes(parametres, { collectif, tvaPerte, ancien, banque: l.CompteBanque });
  return { ligne: l, operation, comptes, tva: duCode, rendu: acomptes.rendu(l.IdOperation) };
}

/** Une perte demande un duplicata de la facture pour récupérer la TVA ; le client gagne à être bloqué. */
export function rappelsDePerte(operations: readonly LigneOperation[]): Anomalie[] {
  return operations
    .filter(o => o.Type === 'IRRECOUVRABLE')
    .map(o => ({
      code: 'C-OPT-03',
      gravite: 'INFO' as const,
      table: OperationsTiers.nom,
      ligne: o.ligne,
      cle: o.IdOperation,
      message: `Perte sur ${o.Piece ?? ''} de ${o.IdTiers} : la TVA ne se récupère qu'après l'envoi d'un duplicata de la facture.`,
      remede: `Envoyez le duplicata avec la mention « Facture demeurée impayée pour la somme de … HT et pour la somme de … de TVA, qui peut faire l'objet d'une déduction (CGI art. 272) », et bloquez le client si vous ne le servez plus.`,
      en: {
        message: `Loss on ${o.Piece ?? ''} of ${o.IdTiers}: VAT is recovered only after sending a duplicate of the invoice.`,
        remede:
          'Send the duplicate with the wording of CGI art. 272, and block the customer if you no longer serve it.',
      },
    }));
}
