import {
  appliquer,
  moins,
  oppose,
  plus,
  referentielDe,
  texteJour,
  type Compte,
  type Ecriture,
  type Jour,
  type Montant,
  type Referentiel,
  type Taux,
} from '../../../comptabilite';
import type { BienArrete, SortieDePart } from '../registre/arreter';
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

/**
 * Écritures d'une sortie, dans l'ordre de domaine §3.11 : dotation complémentaire, sortie du bilan, prix, reprise du
 * dérogatoire, reprise des dépréciations. Les lignes à zéro sont omises.
 */
export function ecrituresSortie(etat: BienArrete, s: SortieDePart, cadre: CadreSorties): Ecriture[] {
  const { arrete, options } = cadre;
  const { bien } = etat;
  const { comptes, journal } = options;
  const source = s.part.id === PART_FICHE ? bien.id : `${bien.id}-${s.part.id}`;
  const quoi = `${bien.id} ${bien.ligne.Libelle}`;
  const tardive = s.part.sortie !== s.date ? `, sortie du ${texteJour(s.part.sortie ?? s.date)}` : '';
  const section = bien.section(s.date);
  const analytique = section === undefined ? {} : { section };
  const base = { arrete, date: s.date, journal };
  const deux = (debit: Compte, credit: Compte, m: Montant) => [
    ligne(debit, m, aLaCharge(debit) ? analytique : {}),
    ligne(credit, oppose(m), aLaCharge(credit) ? analytique : {}),
  ];
  const dotation =
    bien.compteDotation === undefined || bien.compteAmort === undefined
      ? []
      : piece(
          { ...base, module: 'AMORT', source, libelle: `Dotation complémentaire ${quoi}${tardive}` },
          deux(bien.compteDotation, bien.compteAmort, s.dotation),
        );
  return [
    ...dotation,
    ...sortieDuBilan(etat, s, cadre, { source, quoi: `${quoi}${tardive}`, analytique }),
    ...prixDeCession(etat, s, cadre, source, quoi),
    ...piece(
      { ...base, module: 'DEROGATOIRE', source, libelle: `Reprise du dérogatoire ${quoi}${tardive}` },
      deux(comptes.derogatoire, comptes.repriseDerogatoire, s.reprise145),
    ),
    ...(bien.compteDepreciation === undefined
      ? []
      : piece(
          { ...base, module: 'DEPRECIMMO', source, libelle: `Reprise de dépréciation ${quoi}${tardive}` },
          deux(bien.compteDepreciation, comptes.repriseDepreciation, s.repriseDepreciation),
        )),
  ];
}

const aLaCharge = (c: Compte) => c.startsWith('6') || c.startsWith('7');

/** Débit 28x du cumul, débit 657 (675) de la VNC, crédit 2x du brut ; les dépréciations n'y entrent pas. */
function sortieDuBilan(
  { bien }: BienArrete,
  s: SortieDePart,
  { arrete, options, exercices }: CadreSorties,
  { source, quoi, analytique }: { source: string; quoi: string; analytique: { section?: string } },
): Ecriture[] {
  const { vnc } = comptesDeSortie(bien, referentielAu(exercices, s.date, options.referentiel), options);
  const exceptionnel = options.rebutExceptionnel && s.part.type !== 'CESSION';
  const charge = exceptionnel ? options.comptes.rebut : vnc;
  const amort = bien.compteAmort;
  return piece(
    {
      module: 'CESSION',
      arrete,
      source,
      date: s.date,
      journal: options.journal,
      libelle: `${s.part.type === 'CESSION' ? 'Sortie' : s.part.type === 'DESTRUCTION' ? 'Destruction' : 'Mise au rebut'} ${quoi}`,
    },
    [
      ...(amort === undefined ? [] : [ligne(amort, s.cumul)]),
      ligne(charge, amort === undefined ? s.brut : s.vnc, analytique),
      ligne(s.compte, oppose(s.brut)),
    ],
  );
}

/** Débit 462 TTC, crédit 757 (775) HT, crédit 44571 ; rien si une facture validée vend déjà le bien. */
function prixDeCession(
  { bien }: BienArrete,
  s: SortieDePart,
  cadre: CadreSorties,
  source: string,
  quoi: string,
): Ecriture[] {
  const { arrete, options, exercices } = cadre;
  const prix = s.part.prixHT;
  if (s.part.type !== 'CESSION' || prix === undefined || prix === 0) return [];
  if (cadre.vente(bien.id) !== undefined) return [];
  const tva = cadre.tva(bien.ligne.CodeTVACession, s.date);
  if (tva === undefined) return [];
  const comptes = comptesDeSortie(bien, referentielAu(exercices, s.date, options.referentiel), options);
  // Un titre se vend sans TVA (CGI art. 261 C).
  const taxe = bien.ligne.Type === 'FINANCIERE' ? moins(prix, prix) : appliquer(prix, tva.taux);
  const tiers = bien.ligne.IdClientCession;
  const section = bien.section(s.date);
  return piece(
    {
      module: 'CESSION',
      arrete,
      source: `${source}-PRIX`,
      date: s.date,
      journal: options.journal,
      libelle: `Prix de cession ${quoi}`,
    },
    [
      ligne(options.comptes.creance, plus(prix, taxe), tiers === undefined ? {} : { tiers }),
      ligne(comptes.prix, oppose(prix), section === undefined ? {} : { section }),
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
      journal: cadre.options.journal,
      libelle: `Mise en service ${bien.id} ${bien.ligne.Libelle}`,
    },
    [ligne(bien.compte, transfert.montant), ligne(transfert.compteEnCours, oppose(transfert.montant))],
  );
}
