import {
  lireCleGeneration,
  acquis,
  appliquer,
  compte,
  moins,
  somme,
  ZERO,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { Donnees, LigneChargeAPayer, Options } from './donnees';
import { estInversee, refuserInversee } from './etendue';
import { MODULE_ABONNEMENT } from './modules';
import { cleDe, Proposition } from './proposition';
import type { Propositions } from './types';

interface Comptes {
  readonly charge?: string;
  readonly dette?: string;
  /** Le compte de dette des exercices ouverts avant 2025. */
  readonly dette2014?: string;
  /** Dette des charges sociales assises sur la charge. */
  readonly sociale?: string;
}

/** Comptes de chaque nature (domaine §4.9) ; une case vide se saisit sur la ligne. */
const COMPTES: Readonly<Record<LigneChargeAPayer['Nature'], Comptes>> = {
  CONGES_PAYES: { charge: '6412', dette: '4282', sociale: '4382' },
  PRIMES: { charge: '6413', dette: '4286', sociale: '4386' },
  TAXES_SUR_CONGES: { charge: '631', dette: '44811', dette2014: '4482' },
  IMPOTS: { charge: '635', dette: '44812', dette2014: '4486' },
  INTERETS: { charge: '661', dette: '1648', dette2014: '16884' },
  IS: { charge: '695', dette: '444' },
  PARTICIPATION: { charge: '691', dette: '4284' },
  ABONNEMENT: { dette: '488' },
  AUTRE: {},
};
const CHARGES_SOCIALES = compte('645');
const CHARGES = 'CHARGES';

/** Vrai pour les charges sociales assises sur une charge à payer. */
export const estSociale = ({ module, cle }: Pick<Proposition, 'module' | 'cle'>): boolean =>
  module === 'CAP' && cle.endsWith(`|${CHARGES}`);

/**
 * Autres charges à payer (domaine §4.9) : la part acquise d'un montant par période, jusqu'à ce qu'il soit soldé. Un
 * abonnement ne passe que ce qui manque aux fractions déjà passées, et ne s'extourne pas (PCG art. 1214-48).
 * Ex. : une prime de 12 000,00 par an vaut 11 000,00 au 30/11 en mois.
 */
export function proposerChargesAPayer(
  donnees: Pick<Donnees, 'chargesAPayer' | 'exercices' | 'ecritures'>,
  arrete: Jour,
  { mode }: Pick<Options, 'mode'>,
): Propositions {
  const ancien = donnees.exercices.some(
    x => x.DateDebut <= arrete && arrete <= x.DateFin && x.Referentiel === 'PCG2014',
  );
  const passees = fractionsPassees(donnees.ecritures, arrete);
  const rendu: Propositions = { proposees: [], anomalies: [] };
  for (const l of donnees.chargesAPayer) {
    if (estInversee(l)) {
      rendu.anomalies.push(refuserInversee(l, 'ChargesAPayer', l.IdCharge));
      continue;
    }
    const etendue = { du: l.PeriodeDu, au: l.PeriodeAu };
    const abonnement = l.Nature === 'ABONNEMENT';
    if (!abonnement && l.SoldeeLe !== undefined && l.SoldeeLe <= arrete) continue;
    const acquise = acquis(l.MontantHT, etendue, arrete, mode);
    const propose = abonnement ? moins(acquise, passees.get(l.IdCharge) ?? ZERO) : acquise;
    if (propose === 0) continue;
    rendu.proposees.push(...proposees(l, propose, ancien));
  }
  return rendu;
}

function proposees(l: LigneChargeAPayer, propose: Montant, ancien: boolean): Proposition[] {
  const connus = COMPTES[l.Nature];
  const enCompte = (numero: string | undefined): Compte | undefined =>
    numero === undefined ? undefined : compte(numero);
  const commun = {
    table: 'ChargesAPayer',
    ligne: l.ligne,
    id: l.IdCharge,
    idAffaire: l.IdAffaire,
    extournee: l.Nature !== 'ABONNEMENT',
    etendue: { du: l.PeriodeDu, au: l.PeriodeAu },
    date: l.PeriodeDu,
  };
  const compteBilan = l.CompteBilan ?? enCompte((ancien ? connus.dette2014 : undefined) ?? connus.dette);
  const principale = Proposition.de(
    { ...commun, compte: l.Compte ?? enCompte(connus.charge), compteBilan },
    { module: 'CAP', base: l.MontantHT, propose },
  );
  if (l.TauxCharges === undefined) return [principale];
  const sociale = Proposition.de(
    {
      ...commun,
      autreCle: cleDe('ChargesAPayer', l.IdCharge, CHARGES),
      compte: CHARGES_SOCIALES,
      compteBilan: enCompte(connus.sociale) ?? compteBilan,
    },
    {
      module: 'CAP',
      base: appliquer(l.MontantHT, l.TauxCharges),
      propose: appliquer(propose, l.TauxCharges),
    },
  );
  return [principale, sociale];
}

/** L'abonnement dont une ligne d'écriture passe une fraction avant l'arrêté ; undefined pour toute autre ligne. */
export function abonnementPasse(e: Donnees['ecritures'][number], arrete: Jour): string | undefined {
  const { module, source } = lireCleGeneration(e.CleGeneration);
  const passee = module === MODULE_ABONNEMENT && e.DateEcriture < arrete && /^[67]/.test(e.Compte);
  return passee ? source : undefined;
}

/** Ce que les mois d'avant ont passé de chaque abonnement, d'après leurs écritures. */
function fractionsPassees(ecritures: Donnees['ecritures'], arrete: Jour): Map<string, Montant> {
  const passees = new Map<string, Montant>();
  for (const e of ecritures) {
    const id = abonnementPasse(e, arrete);
    if (id === undefined) continue;
    passees.set(id, somme([passees.get(id) ?? ZERO, moins(e.Debit, e.Credit)]));
  }
  return passees;
}
