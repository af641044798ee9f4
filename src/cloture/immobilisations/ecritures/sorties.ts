import {
  appliquer,
  oppose,
  plus,
  referentielDe,
  texteJour,
  ZERO,
  type Compte,
  type Ecriture,
  type Jour,
  type Montant,
  type Referentiel,
  type Taux,
} from '../../../comptabilite';
import { reprise145De, type BienArrete, type SortieDePart } from '../registre/arreter';
import { PART_FICHE, type Bien } from '../registre/bien';
import {
  exerciceDuJour,
  type DonneesImmobilisations,
  type OptionsImmobilisations,
} from '../registre/donnees';
import { ligne, piece } from './lignes';

/** Facture client validée qui crédite déjà la vente d'un bien. */
export interface VenteFacturee {
  readonly idFacture: string;
  readonly montantHT: Montant;
  readonly ligne: number;
}

export interface CadreSorties {
  readonly arrete: Jour;
  readonly options: OptionsImmobilisations;
  readonly exercices: DonneesImmobilisations['exercices'];
  /** Le bien d'un numéro : celui qui reçoit un transfert. */
  bien(idImmo: string): Bien | undefined;
  /** Vente déjà facturée d'un bien : son prix n'est pas généré (C-IMM-07). */
  vente(idImmo: string): VenteFacturee | undefined;
  /** Taux et compte de TVA d'un code à une date ; undefined : le code n'a pas de taux. */
  tva(code: string | undefined, date: Jour): { taux: Taux; compte: Compte } | undefined;
}

/**
 * Plan comptable d'une date : celui de l'OUVERTURE de son exercice (domaine §2.1). 15/03/2025 dans un exercice ouvert
 * le 01/07/2024 est au PCG2014.
 */
export function referentielAu(
  exercices: DonneesImmobilisations['exercices'],
  date: Jour,
  choix: OptionsImmobilisations['referentiel'],
): Referentiel {
  const exercice = exerciceDuJour(exercices, date);
  return choix !== 'AUTO' ? choix : (exercice?.Referentiel ?? referentielDe(exercice?.DateDebut ?? date));
}

/** Comptes de la VNC et du prix d'une cession, selon le plan comptable et la nature du bien (domaine §2.2, §3.11). */
export function comptesDeSortie(
  bien: Bien,
  referentiel: Referentiel,
  { comptes }: OptionsImmobilisations,
): { vnc: Compte; prix: Compte } {
  const ancien = referentiel === 'PCG2014';
  if (bien.ligne.Type === 'FINANCIERE') {
    return ancien
      ? { vnc: comptes.vncFinanciere2014, prix: comptes.prixFinancier2014 }
      : { vnc: comptes.vncFinanciere, prix: comptes.prixFinancier };
  }
  return ancien
    ? { vnc: comptes.vncCedee2014, prix: comptes.prix2014 }
    : { vnc: comptes.vncCedee, prix: comptes.prix };
}

/** Ce que toutes les pièces d'une sortie ont en commun. */
interface Dossier {
  readonly base: Readonly<{
    arrete: Jour;
    date: Jour;
    journal: string;
    source: string;
    survenance: Jour | undefined;
  }>;
  /** Le bien, et le jour de sa sortie si l'écriture est d'un autre mois. */
  readonly quoi: string;
  readonly analytique: { readonly section?: string };
}

function dossierDe({ bien }: BienArrete, s: SortieDePart, { arrete, options }: CadreSorties): Dossier {
  const tardive = s.part.sortie === s.date ? undefined : s.part.sortie;
  const section = bien.section(s.date);
  return {
    base: {
      arrete,
      date: s.date,
      journal: options.journal,
      source: s.part.id === PART_FICHE ? bien.id : `${bien.id}-${s.part.id}`,
      survenance: tardive,
    },
    quoi: `${bien.id} ${bien.ligne.Libelle}${tardive === undefined ? '' : `, sortie du ${texteJour(tardive)}`}`,
    analytique: section === undefined ? {} : { section },
  };
}

/**
 * Écritures d'une sortie, dans l'ordre de domaine §3.11 : dotation complémentaire, sortie du bilan, prix, reprise du
 * dérogatoire, reprise des dépréciations. Un transfert vers une autre fiche n'a ni résultat ni reprise. Les lignes à
 * zéro sont omises.
 */
export function ecrituresSortie(etat: BienArrete, s: SortieDePart, cadre: CadreSorties): Ecriture[] {
  const { bien } = etat;
  const { comptes } = cadre.options;
  const dossier = dossierDe(etat, s, cadre);
  const { base, quoi, analytique } = dossier;
  const deux = (debit: Compte, credit: Compte, m: Montant) => [
    ligne(debit, m, aLaCharge(debit) ? analytique : {}),
    ligne(credit, oppose(m), aLaCharge(credit) ? analytique : {}),
  ];
  const dotation =
    bien.compteDotation === undefined || bien.compteAmort === undefined
      ? []
      : piece(
          { ...base, module: 'AMORT', libelle: `Dotation complémentaire ${quoi}` },
          deux(bien.compteDotation, bien.compteAmort, s.dotation),
        );
  if (s.part.type === 'TRANSFERT') return [...dotation, ...transfertDeFiche(etat, s, cadre, dossier)];
  return [
    ...dotation,
    ...sortieDuBilan(etat, s, cadre, dossier),
    ...prixDeCession(etat, s, cadre, dossier),
    ...piece(
      { ...base, module: 'DEROGATOIRE', libelle: `Reprise du dérogatoire ${quoi}` },
      deux(comptes.derogatoire, comptes.repriseDerogatoire, reprise145De(s)),
    ),
    ...(bien.compteDepreciation === undefined
      ? []
      : piece(
          { ...base, module: 'DEPRECIMMO', libelle: `Reprise de dépréciation ${quoi}` },
          deux(bien.compteDepreciation, comptes.repriseDepreciation, s.depreciation),
        )),
  ];
}

/** Le bien change de fiche : brut, amortissements et dépréciations passent d'un compte à l'autre, VNC inchangée. */
function transfertDeFiche(
  { bien }: BienArrete,
  s: SortieDePart,
  cadre: CadreSorties,
  { base, quoi }: Dossier,
): Ecriture[] {
  const vers = bien.ligne.IdImmoVers === undefined ? undefined : cadre.bien(bien.ligne.IdImmoVers);
  if (vers === undefined) return [];
  const passer = (de: Compte | undefined, a: Compte | undefined, m: Montant) =>
    de === undefined || a === undefined || de === a ? [] : [ligne(a, m), ligne(de, oppose(m))];
  return piece({ ...base, module: 'TRANSFERT', libelle: `Transfert ${quoi} vers ${vers.id}` }, [
    ...passer(s.compte, vers.compte, s.brut),
    ...passer(bien.compteAmort, vers.compteAmort, oppose(s.cumul)),
    ...passer(bien.compteDepreciation, vers.compteDepreciation, oppose(s.depreciation)),
  ]);
}

const aLaCharge = (c: Compte) => c.startsWith('6') || c.startsWith('7');

/** Débit 28x du cumul, débit 657 (675) de la VNC, crédit 2x du brut ; les dépréciations n'y entrent pas. */
function sortieDuBilan(
  { bien }: BienArrete,
  s: SortieDePart,
  { options, exercices }: CadreSorties,
  { base, quoi, analytique }: Dossier,
): Ecriture[] {
  const { vnc } = comptesDeSortie(bien, referentielAu(exercices, s.date, options.referentiel), options);
  const exceptionnel = options.rebutExceptionnel && s.part.type !== 'CESSION';
  const charge = exceptionnel ? options.comptes.rebut : vnc;
  const amort = bien.compteAmort;
  const faits = { CESSION: 'Sortie', DESTRUCTION: 'Destruction', REBUT: 'Mise au rebut', TRANSFERT: '' };
  return piece({ ...base, module: 'CESSION', libelle: `${faits[s.part.type ?? 'REBUT']} ${quoi}` }, [
    ...(amort === undefined ? [] : [ligne(amort, s.cumul)]),
    ligne(charge, amort === undefined ? s.brut : s.vnc, analytique),
    ligne(s.compte, oppose(s.brut)),
  ]);
}

/** Débit 462 TTC, crédit 757 (775) HT, crédit 44571 ; rien si une facture validée vend déjà le bien. */
function prixDeCession(
  { bien }: BienArrete,
  s: SortieDePart,
  cadre: CadreSorties,
  { base, quoi, analytique }: Dossier,
): Ecriture[] {
  const { options, exercices } = cadre;
  const prix = s.part.prixHT;
  if (s.part.type !== 'CESSION' || prix === undefined || prix === 0) return [];
  if (cadre.vente(bien.id) !== undefined) return [];
  const tva = cadre.tva(bien.ligne.CodeTVACession, s.date);
  if (tva === undefined) return [];
  const comptes = comptesDeSortie(bien, referentielAu(exercices, s.date, options.referentiel), options);
  // Un titre se vend sans TVA (CGI art. 261 C).
  const taxe = bien.ligne.Type === 'FINANCIERE' ? ZERO : appliquer(prix, tva.taux);
  const tiers = bien.ligne.IdClientCession;
  return piece(
    { ...base, source: `${base.source}-PRIX`, module: 'CESSION', libelle: `Prix de cession ${quoi}` },
    [
      ligne(options.comptes.creance, plus(prix, taxe), tiers === undefined ? {} : { tiers }),
      ligne(comptes.prix, oppose(prix), analytique),
      ligne(tva.compte, oppose(taxe)),
    ],
  );
}

/** Mise en service d'un en-cours : débit 2x, crédit 23x, au jour de la mise en service (domaine §3.10). */
export function ecritureMiseEnService(etat: BienArrete, cadre: CadreSorties): Ecriture[] {
  const { bien, transfert } = etat;
  if (transfert === undefined) return [];
  return piece(
    {
      module: 'MES',
      arrete: cadre.arrete,
      source: bien.id,
      date: transfert.date,
      survenance: transfert.survenance,
      journal: cadre.options.journal,
      libelle: `Mise en service ${bien.id} ${bien.ligne.Libelle}`,
    },
    [ligne(bien.compte, transfert.montant), ligne(transfert.compteEnCours, oppose(transfert.montant))],
  );
}
