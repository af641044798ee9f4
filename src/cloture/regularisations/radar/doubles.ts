/** C-CUT-14 : le même tiers, le même montant, à quelques jours : sans doute la même facture deux fois. */
import {
  absolu,
  arbre,
  debutDeMois,
  plus,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import { dire } from '../explications/pieces';
import { euros, leJour } from './dire';
import { montantDe } from './expliquer';
import { cleLigne, CODES_RADAR, type Constat, type DonneesRadar, type OptionsRadar } from './types';

/** Une facture entière : ses lignes additionnées, et ce qui la distingue d'une jumelle. */
interface Facture {
  readonly id: string;
  readonly tiers: string;
  readonly date: Jour;
  readonly ligne: number;
  readonly premiere: string;
  readonly compte: Compte;
  readonly idAffaire: string | undefined;
  readonly codeTVA: string | undefined;
  /** Numéro que le fournisseur lui a donné. */
  readonly reference: string | undefined;
  /** Réception, livraison ou commande : deux factures de deux livraisons sont deux factures. */
  readonly origine: string | undefined;
  readonly dues: string;
  /** Les lignes de la feuille qui la composent. */
  readonly lignes: number[];
  ht: Montant;
}

interface Sens {
  readonly table: 'FacturesFournisseurs' | 'FacturesClients';
  readonly module: 'AAR' | 'AAE';
}

export function* facturesEnDouble(donnees: DonneesRadar, options: OptionsRadar): Iterable<Constat> {
  yield* doublons(achats(donnees), { table: 'FacturesFournisseurs', module: 'AAR' }, options);
  yield* doublons(ventes(donnees, options), { table: 'FacturesClients', module: 'AAE' }, options);
}

function* doublons(factures: Iterable<Facture>, sens: Sens, options: OptionsRadar): Iterable<Constat> {
  const memes = new Map<string, Facture[]>();
  for (const f of factures) {
    if (f.ht <= 0 || f.date > options.arrete) continue;
    const cle = `${f.tiers}|${f.ht}`;
    const groupe = memes.get(cle);
    if (groupe) groupe.push(f);
    else memes.set(cle, [f]);
  }
  for (const groupe of memes.values()) {
    groupe.sort((a, b) => a.date - b.date || (a.id < b.id ? -1 : 1));
    for (const [rang, seconde] of groupe.entries()) {
      const premiere = groupe[rang - 1];
      if (premiere === undefined || seconde.date < debutDeMois(options.arrete)) continue;
      if (sontJumelles(premiere, seconde, options)) yield constat(premiere, seconde, sens);
    }
  }
}

/** Le numéro du fournisseur répété suffit ; sinon il faut des dates proches, et rien qui les distingue. */
function sontJumelles(a: Facture, b: Facture, { joursDouble }: OptionsRadar): boolean {
  if (a.reference !== undefined && a.reference === b.reference) return true;
  return (
    b.date - a.date <= joursDouble &&
    a.idAffaire === b.idAffaire &&
    a.compte === b.compte &&
    a.dues === b.dues &&
    (a.origine === undefined || a.origine === b.origine)
  );
}

function constat(premiere: Facture, seconde: Facture, { table, module }: Sens): Constat {
  return {
    code: CODES_RADAR.DOUBLE,
    gravite: 'ALERTE',
    table,
    ligne: seconde.ligne,
    colonne: 'MontantHT',
    cle: cleLigne(seconde.id, seconde.premiere),
    risque: absolu(seconde.ht),
    enjeu: cadre =>
      arbre.somme(
        dire(`Facture ${seconde.id}`, `Invoice ${seconde.id}`),
        seconde.lignes.map(ligne => montantDe({ table, ligne })(cadre)),
      ),
    message: {
      fr: `${seconde.tiers} : ${euros(seconde.ht).fr} deux fois, ${premiere.id} du ${leJour(premiere.date).fr} et ${seconde.id} du ${leJour(seconde.date).fr}.`,
      en: `${seconde.tiers}: ${euros(seconde.ht).en} twice, ${premiere.id} of ${leJour(premiere.date).en} and ${seconde.id} of ${leJour(seconde.date).en}.`,
    },
    remede: {
      fr: "Si c'est la même, annulez-la ; sinon refusez la proposition. Acceptée, elle passe l'avoir attendu.",
      en: 'If it is the same one, cancel it; otherwise refuse the proposal. Accepted, it books the expected credit note.',
    },
    proposition: {
      module,
      montant: seconde.ht,
      compte: seconde.compte,
      idTiers: seconde.tiers,
      idAffaire: seconde.idAffaire,
      codeTVA: seconde.codeTVA,
    },
  };
}

function achats({ facturesFournisseurs }: DonneesRadar): Iterable<Facture> {
  const factures = new Map<string, Facture>();
  for (const f of facturesFournisseurs)
    ajouter(factures, f.MontantHT, {
      id: f.IdFactF,
      tiers: f.IdFournisseur,
      date: f.DateFacture,
      ligne: f.ligne,
      premiere: f.Ligne,
      compte: f.Compte,
      idAffaire: f.IdAffaire,
      codeTVA: f.CodeTVA,
      reference: f.Reference,
      origine: f.IdReception,
      dues: `${f.PeriodeDu ?? ''}|${f.PeriodeAu ?? ''}`,
    });
  return factures.values();
}

function ventes({ facturesClients, livraisons }: DonneesRadar, options: OptionsRadar): Iterable<Facture> {
  const bons = new Map(livraisons.flatMap(l => (l.IdFacture ? [[l.IdFacture, l.IdBL] as const] : [])));
  const factures = new Map<string, Facture>();
  for (const f of facturesClients) {
    if (f.TypePiece !== 'FACTURE') continue;
    ajouter(factures, f.MontantHT, {
      id: f.IdFacture,
      tiers: f.IdClient,
      date: f.DateFacture,
      ligne: f.ligne,
      premiere: f.Ligne,
      compte: f.Compte ?? options.compteVente(f.CodeProduit),
      idAffaire: f.IdAffaire,
      codeTVA: f.CodeTVA,
      reference: undefined,
      origine: bons.get(f.IdFacture),
      dues: `${f.PeriodeDu ?? ''}|${f.PeriodeAu ?? ''}`,
    });
  }
  return factures.values();
}

function ajouter(
  factures: Map<string, Facture>,
  ht: Montant,
  nouvelle: Omit<Facture, 'ht' | 'lignes'>,
): void {
  const deja = factures.get(nouvelle.id);
  if (!deja) {
    factures.set(nouvelle.id, { ...nouvelle, lignes: [nouvelle.ligne], ht });
    return;
  }
  deja.ht = plus(deja.ht, ht);
  deja.lignes.push(nouvelle.ligne);
}
