/** C-REV-08 : une perte à terminaison est provisionnée en entier, et l'écriture le porte (domaine §5.8, §15). */
import {
  lireCleGeneration,
  absolu,
  moins,
  plus,
  texteMontant,
  versIso,
  ZERO,
  type Anomalie,
  type Compte,
  type Jour,
  type Montant,
} from '../../../comptabilite';
import type { ProvisionHistorisee } from './historique';
import { nomGroupe } from '../calcul/groupe';
import type { Contrat } from './etablir';
import { resultatTerminaison } from './provision';

const CODE = 'C-REV-08';

/** Ce qui se lit d'une ligne d'écriture de clôture. */
export interface LigneEcrite {
  readonly ligne: number;
  readonly CleGeneration?: string | undefined;
  readonly Compte: Compte;
  readonly Debit: Montant;
  readonly Credit: Montant;
}

/** La perte et sa provision, dites : le bilan ne s'en contente pas. */
export function direPerte(contrat: Contrat, provision: Montant): Anomalie {
  const { groupe, ligne } = contrat;
  const perte = absolu(resultatTerminaison(contrat));
  const aDate = moins(contrat.caReconnu, contrat.charges);
  return {
    code: CODE,
    gravite: 'ALERTE',
    table: 'Affaires',
    ligne,
    colonne: 'IdAffaire',
    cle: groupe.IdAffaire,
    message: `Affaire ${nomGroupe(groupe)} : perte à terminaison de ${texteMontant(perte)} ; résultat à date ${texteMontant(aDate)}, provision 1516 de ${texteMontant(provision)}.`,
    remede: 'Vérifiez le reste à faire et le budget : la perte pèse dès ce mois (PCG art. 622-6).',
    en: {
      message: `Project ${nomGroupe(groupe)}: loss at completion of ${texteMontant(perte, 'en')}; result to date ${texteMontant(aDate, 'en')}, provision 1516 of ${texteMontant(provision, 'en')}.`,
      remede:
        'Check the cost to complete and the contract revenue: the loss counts this month (PCG art. 622-6).',
    },
  };
}

/** Une provision d'une affaire que la méthode ne mesure plus : gardée, jamais reprise en silence. */
export function direNonSuivie({ groupe, montant, ligne }: ProvisionHistorisee): Anomalie {
  return {
    code: CODE,
    gravite: 'ALERTE',
    table: 'Historique',
    ligne,
    colonne: 'IdAffaire',
    cle: groupe.IdAffaire,
    message: `Affaire ${nomGroupe(groupe)} : provision 1516 de ${texteMontant(montant)} gardée, l'affaire n'est plus mesurée à l'avancement.`,
    remede:
      'Rendez-lui sa règle, ou saisissez dans Historique une ligne P1516 de type MANUEL qui la reprend.',
    en: {
      message: `Project ${nomGroupe(groupe)}: provision 1516 of ${texteMontant(montant, 'en')} kept, the project is no longer measured by stage of completion.`,
      remede: 'Give it its rule back, or type a P1516 row of type MANUEL in Historique to release it.',
    },
  };
}

/**
 * La provision historisée se retrouve au compte 1516 des écritures de clôture, aux reprises et ajustements saisis
 * près : une écriture effacée ou changée laisserait la perte sans provision.
 */
export function controlerEcrits(
  historisees: Iterable<ProvisionHistorisee>,
  saisis: ReadonlyMap<string, Montant>,
  passe: {
    readonly ecritures: readonly LigneEcrite[];
    readonly arrete: Jour;
    readonly compteProvision: string;
  },
): Anomalie[] {
  const ecrits = soldesEcrits(passe);
  const attendus = new Map<string, { montant: Montant; ligne: number | undefined }>();
  for (const { groupe, montant, ligne } of historisees) {
    const avant = attendus.get(groupe.IdAffaire);
    attendus.set(groupe.IdAffaire, {
      montant: plus(avant?.montant ?? ZERO, montant),
      ligne: avant?.ligne ?? ligne,
    });
  }
  const affaires = new Set([...attendus.keys(), ...ecrits.keys()]);
  return [...affaires].sort().flatMap(idAffaire => {
    const attendu = attendus.get(idAffaire);
    const ecrit = ecrits.get(idAffaire);
    const ecart = moins(moins(attendu?.montant ?? ZERO, saisis.get(idAffaire) ?? ZERO), ecrit?.solde ?? ZERO);
    if (ecart === 0) return [];
    return [nonEcrite(idAffaire, ecart, attendu?.ligne, ecrit?.ligne)];
  });
}

/** Solde créditeur du compte de provision par affaire, avant cet arrêté. */
function soldesEcrits({
  ecritures,
  arrete,
  compteProvision,
}: Parameters<typeof controlerEcrits>[2]): Map<string, { solde: Montant; ligne: number }> {
  const soldes = new Map<string, { solde: Montant; ligne: number }>();
  for (const l of ecritures) {
    const { module, arrete: date, source: idAffaire } = lireCleGeneration(l.CleGeneration);
    if (module !== 'P1516' || date >= versIso(arrete) || l.Compte !== compteProvision) continue;
    const avant = soldes.get(idAffaire);
    const solde = plus(avant?.solde ?? ZERO, moins(l.Credit, l.Debit));
    soldes.set(idAffaire, { solde, ligne: avant?.ligne ?? l.ligne });
  }
  return soldes;
}

function nonEcrite(
  idAffaire: string,
  ecart: Montant,
  ligneHistorique: number | undefined,
  ligneEcrite: number | undefined,
): Anomalie {
  const ou =
    ligneHistorique === undefined
      ? { table: 'EcrituresCloture', ligne: ligneEcrite ?? 1, colonne: 'Credit' }
      : { table: 'Historique', ligne: ligneHistorique, colonne: 'Montant' };
  return {
    ...ou,
    code: CODE,
    gravite: 'BLOQUANT',
    cle: idAffaire,
    message: `Affaire ${idAffaire} : la provision 1516 historisée et celle des écritures de clôture diffèrent de ${texteMontant(ecart)}.`,
    remede:
      "Rétablissez l'écriture P1516 telle qu'elle a été générée, ou déclarez dans Historique une ligne P1516 de type REPRISE.",
    en: {
      message: `Project ${idAffaire}: the recorded provision 1516 and the one in the closing entries differ by ${texteMontant(ecart, 'en')}.`,
      remede:
        'Restore the P1516 entry as it was generated, or declare a P1516 row of type REPRISE in Historique.',
    },
  };
}
