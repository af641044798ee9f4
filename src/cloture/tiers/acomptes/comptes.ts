import type { Compte } from '../../../comptabilite';
import type { Parametres } from '../../tables-communes/parametres';
import type { ComptesOperation } from './calcul/types';

/** Ce qui dépend de l'opération : le compte où la pièce est ouverte, sa TVA, sa banque, le plan comptable. */
interface ComptesFixes {
  readonly collectif: Compte;
  readonly tvaPerte: Compte;
  readonly banque: Compte | undefined;
  /** Exercice ouvert avant 2025. */
  readonly ancien: boolean;
}

/** Les comptes d'une opération : ceux des paramètres, et les siens. */
export function lireComptes(p: Parametres, fixes: ComptesFixes): ComptesOperation {
  return {
    collectif: fixes.collectif,
    banque: fixes.banque ?? p.valeur('CPT_BANQUE'),
    acompteClient: p.valeur('CPT_ACOMPTE_CLIENT'),
    acompteFournisseur: p.valeur('CPT_ACOMPTE_FOURNISSEUR'),
    tvaAcompte: p.valeur('CPT_TVA_ACOMPTE'),
    tvaCollectee: p.valeur('CPT_TVA_COLLECTEE'),
    tvaDeductible: p.valeur('CPT_TVA_DEDUCTIBLE'),
    tvaPerte: fixes.tvaPerte,
    escompteAccorde: p.valeur('CPT_ESCOMPTE_ACCORDE'),
    escompteObtenu: p.valeur('CPT_ESCOMPTE_OBTENU'),
    effets: p.valeur('CPT_EFFETS'),
    effetsEscompte: p.valeur('CPT_EFFETS_ESCOMPTE'),
    agios: p.valeur('CPT_AGIOS'),
    fraisEffets: p.valeur('CPT_FRAIS_EFFETS'),
    factor: p.valeur('CPT_FACTOR'),
    factorGarantie: p.valeur('CPT_FACTOR_GARANTIE'),
    commission: p.valeur('CPT_COMMISSION_FACTOR'),
    dailly: p.valeur('CPT_DAILLY'),
    perte: p.valeur('CPT_PERTE_CLIENT'),
    perteAnterieure: p.valeur('CPT_PERTE_CLIENT_ANT'),
    rentree: p.valeur(fixes.ancien ? 'CPT_RENTREE_2014' : 'CPT_RENTREE'),
    penalites: p.valeur('CPT_PENALITES'),
    indemnites: p.valeur(fixes.ancien ? 'CPT_INDEMNITES_2014' : 'CPT_INDEMNITES'),
    acompteALaFacture: p.valeur('AcompteALaFacture'),
  };
}
