/** C-CUT-12 : un fournisseur qui facture tous les mois, et pas ce mois-ci. */
import {
  absolu,
  arbre,
  date,
  debutDeMois,
  fraction,
  periodeDe,
  precedente,
  somme,
  texteMois,
  type Compte,
  type Jour,
  type Montant,
  type Periode,
} from '../../../comptabilite';
import { dire } from '../explications/pieces';
import { euros } from './dire';
import { montantDe, mouvementDe, type Enjeu } from './expliquer';
import { cleLigne, CODES_RADAR, type Constat, type DonneesRadar, type OptionsRadar } from './types';

/** Une charge d'un fournisseur, d'où qu'elle vienne. */
interface Charge {
  readonly tiers: string;
  readonly compte: Compte;
  readonly date: Jour;
  readonly ht: Montant;
  readonly table: string;
  readonly ligne: number;
  readonly colonne: string;
  readonly cle: string;
  readonly idAffaire: string | undefined;
  readonly codeTVA: string | undefined;
}

/** Les charges d'un fournisseur sur un compte, mois par mois. */
interface Rythme {
  readonly mois: Map<Periode, Charge[]>;
  derniere: Charge;
}

export function* recurrentsAbsents(donnees: DonneesRadar, options: OptionsRadar): Iterable<Constat> {
  const provisionnes = fournisseursEnAttente(donnees, options);
  for (const rythme of rythmes(chargesDe(donnees), options.arrete).values()) {
    const habituel = montantHabituel(rythme, options);
    if (habituel === undefined || habituel.montant === 0) continue;
    const { montant } = habituel;
    const { derniere } = rythme;
    if (provisionnes.has(`${derniere.tiers}|${derniere.compte}`) || pasEncoreDu(derniere, options.arrete))
      continue;
    const absent = texteMois(periodeDe(options.arrete));
    yield {
      code: CODES_RADAR.RECURRENT_ABSENT,
      gravite: 'ALERTE',
      table: derniere.table,
      ligne: derniere.ligne,
      colonne: derniere.colonne,
      cle: `${derniere.tiers}|${derniere.compte}`,
      risque: absolu(montant),
      enjeu: habituel.enjeu,
      message: {
        fr: `${derniere.tiers} facture chaque mois sur ${derniere.compte}, et rien en ${absent} : ${euros(montant).fr} d'habitude, dernière pièce ${derniere.cle}.`,
        en: `${derniere.tiers} invoices every month on ${derniere.compte}, and nothing in ${periodeDe(options.arrete)}: usually ${euros(montant).en}, last document ${derniere.cle}.`,
      },
      remede: {
        fr: 'Réclamez la facture ; acceptez la proposition si le service a été rendu, refusez-la s’il a cessé.',
        en: 'Ask for the invoice; accept the proposal if the service was rendered, refuse it if it has ended.',
      },
      proposition: {
        module: 'FNP',
        montant,
        compte: derniere.compte,
        idTiers: derniere.tiers,
        idAffaire: derniere.idAffaire,
        codeTVA: derniere.codeTVA,
      },
    };
  }
}

/** Ce qui ne suit ni réception, ni période : ceux-là, les règles du cut-off les voient déjà. */
function* chargesDe({ facturesFournisseurs, ecritures }: DonneesRadar): Iterable<Charge> {
  const connus = new Set<string>();
  for (const f of facturesFournisseurs) {
    connus.add(f.IdFournisseur);
    const suivie =
      f.IdReception !== undefined || f.IdCdeAchat !== undefined || f.PeriodeDu !== undefined || f.Immobilisee;
    if (suivie === true) continue;
    yield {
      tiers: f.IdFournisseur,
      compte: f.Compte,
      date: f.DateFacture,
      ht: f.MontantHT,
      table: 'FacturesFournisseurs',
      ligne: f.ligne,
      colonne: 'DateFacture',
      cle: cleLigne(f.IdFactF, f.Ligne),
      idAffaire: f.IdAffaire,
      codeTVA: f.CodeTVA,
    };
  }
  yield* chargesDesEcritures(ecritures, connus);
}

/** Sans table de factures, le grand livre dit la même chose : une ligne de charge et le fournisseur de sa pièce. */
function* chargesDesEcritures(
  ecritures: DonneesRadar['ecritures'],
  connus: ReadonlySet<string>,
): Iterable<Charge> {
  const tiersDe = new Map<string, string>();
  const numero = (l: (typeof ecritures)[number]) => `${l.Exercice}|${l.Journal}|${l.EcritureNum}`;
  for (const l of ecritures)
    if (l.Tiers !== undefined && l.Compte.startsWith('40')) tiersDe.set(numero(l), l.Tiers);
  for (const l of ecritures) {
    const tiers = l.Compte.startsWith('6') ? tiersDe.get(numero(l)) : undefined;
    if (tiers === undefined || connus.has(tiers)) continue;
    yield {
      tiers,
      compte: l.Compte,
      date: l.DateEcriture,
      ht: (l.Debit - l.Credit) as Montant,
      table: 'Ecritures',
      ligne: l.ligne,
      colonne: 'DateEcriture',
      cle: l.Piece,
      idAffaire: l.IdAffaire,
      codeTVA: undefined,
    };
  }
}

function rythmes(charges: Iterable<Charge>, arrete: Jour): Map<string, Rythme> {
  const parCompte = new Map<string, Rythme>();
  for (const c of charges) {
    if (c.date > arrete) continue;
    const cle = `${c.tiers}|${c.compte}`;
    const rythme = parCompte.get(cle) ?? { mois: new Map<Periode, Charge[]>(), derniere: c };
    parCompte.set(cle, rythme);
    const mois = periodeDe(c.date);
    const duMois = rythme.mois.get(mois);
    if (duMois) duMois.push(c);
    else rythme.mois.set(mois, [c]);
    if (c.date >= rythme.derniere.date) rythme.derniere = c;
  }
  return parCompte;
}

/** Ce qu'un fournisseur facture d'habitude en un mois, et pourquoi. */
interface Habitude {
  readonly montant: Montant;
  readonly enjeu: Enjeu;
}

/** La médiane des derniers mois ; undefined si un mois d'avant manque, ou si le mois de l'arrêté a sa facture. */
function montantHabituel({ mois }: Rythme, { arrete, moisRecurrence }: OptionsRadar): Habitude | undefined {
  let p = periodeDe(arrete);
  if (mois.has(p)) return undefined;
  const mensuels: {
    readonly periode: Periode;
    readonly total: Montant;
    readonly charges: readonly Charge[];
  }[] = [];
  for (let rang = 0; rang < moisRecurrence; rang++) {
    p = precedente(p);
    const charges = mois.get(p);
    if (charges === undefined) return undefined;
    mensuels.push({ periode: p, total: somme(charges.map(c => c.ht)), charges });
  }
  mensuels.sort((a, b) => a.total - b.total);
  const milieu = mensuels.length / 2;
  const medians = [mensuels[Math.ceil(milieu) - 1], mensuels[Math.floor(milieu)]].filter(
    m => m !== undefined,
  );
  return {
    montant: fraction(somme(medians.map(m => m.total)), 1, 2),
    enjeu: cadre =>
      arbre.prorata(
        dire('Médiane des derniers mois', 'Median of the last months'),
        arbre.somme(
          dire('Les deux mois du milieu', 'The two middle months'),
          medians.map(({ periode, charges }) =>
            arbre.somme(
              dire(`Facturé en ${texteMois(periode)}`, `Invoiced in ${periode}`),
              charges.map(c => celluleDe(c)(cadre)),
            ),
          ),
        ),
        arbre.constante(dire('Un', 'One'), 1),
        arbre.constante(dire('Deux', 'Two'), 2),
      ),
  };
}

const celluleDe = ({ table, ligne }: Charge) =>
  table === 'Ecritures' ? mouvementDe({ table, ligne }) : montantDe({ table, ligne });

/** Avant son jour habituel du mois, une facture n'est pas en retard. */
const pasEncoreDu = (derniere: Charge, arrete: Jour): boolean =>
  debutDeMois(arrete) + date(derniere.date).jour - 1 > arrete && date(arrete).jour < 28;

/** Les fournisseurs dont une réception attend sa facture : leur charge du mois est déjà provisionnée. */
function fournisseursEnAttente(
  { receptions }: DonneesRadar,
  { arrete, propose, fnpPerpetuel }: OptionsRadar,
): Set<string> {
  const attendus = new Set<string>();
  for (const r of receptions) {
    if (r.DateReception > arrete || r.DateReception < debutDeMois(arrete)) continue;
    if (fnpPerpetuel || propose('Receptions', cleLigne(r.IdReception, r.Ligne)) !== undefined)
      attendus.add(`${r.IdFournisseur}|${r.Compte}`);
  }
  return attendus;
}
