/** Les encaissements et paiements attendus, par semaine (mission 310). */
import { ajouterJours, moins, plus, type Jour, ZERO } from '../../comptabilite';
import type { Valeurs } from '../../workbook/table';
import { ventiler, parUnite, type Ventile } from './calcul/balance-agee';
import type { Sens } from './calcul/collectifs';
import { parSemaine, type Attendu } from './calcul/prevision';
import { retardsObserves } from './calcul/retards';
import type { ModeleTiers } from './modele';
import type { PrevisionTresorerie } from './tables';

/** Treize semaines : un trimestre ; la dernière porte aussi ce qui vient après. */
export const SEMAINES = 13;

export type LignePrevision = Valeurs<typeof PrevisionTresorerie>;

/** Un montant attendu, et le poste d'où il vient. */
export interface PosteAttendu extends Attendu {
  readonly ventile: Ventile;
}

/**
 * Ce qui reste dû d'un sens, crédits imputés sur le plus ancien. Prévu : la promesse en cours, sinon l'échéance plus
 * le retard observé du tiers, jamais avant le lendemain de l'arrêté ; rien n'est prévu d'une créance douteuse ou en
 * litige.
 */
export function attendus(modele: ModeleTiers, arrete: Jour, sens: Sens): PosteAttendu[] {
  const retards = retardsObserves(modele.lu.auxiliaire, arrete, sens, r => modele.echeancier.echeanceDe(r));
  const options = { ...modele.options(arrete), credits: 'FIFO' as const };
  const demain = ajouterJours(arrete, 1);
  const postes = modele.postesDe(arrete, sens).filter(p => p.nature !== 'ACOMPTE');
  return [...parUnite(postes, options.unite).values()].flatMap(siens =>
    ventiler(siens, options)
      .filter(v => v.montant > 0)
      .map((ventile): PosteAttendu => {
        const { poste, montant } = ventile;
        const incertain = poste.nature === 'DOUTEUX' || modele.enLitige(poste);
        const promesse = options.promis(poste) ? modele.suivi(poste)?.DatePromesse : undefined;
        const observe = poste.echeance + (retards.get(poste.tiers)?.jours ?? 0);
        const prevu = Math.max(demain, promesse ?? observe) as Jour;
        return { montant, du: poste.echeance, prevu: incertain ? undefined : prevu, ventile };
      }),
  );
}

/** La prévision par semaine : encaissements prévus moins paiements dus, et leur cumul. */
export function prevoir(modele: ModeleTiers, arrete: Jour): LignePrevision[] {
  const entrees = parSemaine(attendus(modele, arrete, 'CLIENT'), arrete, SEMAINES);
  const sorties = parSemaine(attendus(modele, arrete, 'FOURNISSEUR'), arrete, SEMAINES);
  let cumul = ZERO;
  return entrees.map((entree, k) => {
    const sortie = sorties[k]!;
    const net = moins(entree.prevus, sortie.dus);
    cumul = plus(cumul, net);
    return {
      Semaine: entree.lundi,
      EncaissementsDus: entree.dus,
      EncaissementsPrevus: entree.prevus,
      PaiementsDus: sortie.dus,
      Net: net,
      Cumul: cumul,
    };
  });
}
