/** Ce que les postes ouverts ont d'anormal (domaine §8, §15). */
import {
  accorder,
  debut,
  periodeDe,
  quotient,
  texteJour,
  texteMontant,
  versIso,
  type Anomalie,
  type Gravite,
  type Jour,
  type Taux,
} from '../../comptabilite';
import { plafondLegal } from './calcul/echeance';
import type { Constat, Constats } from './calcul/echeancier';
import { ouvrir } from './calcul/postes-ouverts';
import { limiter, sources } from './controles-sources';
import { depassement } from './calcul/plafond';
import type { ModeleTiers } from './modele';

interface Dit {
  readonly code: string;
  readonly gravite: Gravite;
  readonly remede: string;
  readonly en: string;
}

/** Une anomalie par tiers, posée sur la première pièce en cause. */
function parTiers(
  constats: ReadonlyMap<string, Constat>,
  dit: Dit,
  phrase: (c: Constat) => { readonly fr: string; readonly en: string },
): Anomalie[] {
  return limiter(
    [...constats.values()].map(constat => {
      const { fr, en } = phrase(constat);
      return {
        code: dit.code,
        gravite: dit.gravite,
        table: constat.premier.source.table,
        ligne: constat.premier.source.ligne,
        cle: constat.tiers,
        message: fr,
        remede: dit.remede,
        en: { message: en, remede: dit.en },
      };
    }),
  );
}

/** Les anomalies de l'arrêté : échéances, lettrages, plafonds, blocages, concentration, sources. */
export function controler(modele: ModeleTiers, arrete: Jour, seuilConcentration: Taux): Anomalie[] {
  return [
    ...reglagesIllisibles(modele),
    ...echeances(modele.constats(arrete)),
    ...lettrages(modele, arrete),
    ...limiter(plafonds(modele, arrete)),
    ...limiter(bloques(modele, arrete)),
    ...concentration(modele, arrete, seuilConcentration),
    ...devises(modele, arrete),
    ...sources(modele),
  ];
}

function reglagesIllisibles({ reglages }: ModeleTiers): Anomalie[] {
  const illisible = (cle: string, valeur: string | undefined, exemple: string): Anomalie[] =>
    valeur === undefined
      ? []
      : [
          {
            code: 'C-AR-17',
            gravite: 'BLOQUANT',
            table: 'Parametres',
            colonne: 'Valeur',
            cle,
            message: `Parametres, ${cle} : « ${valeur} » ne se comprend pas.`,
            remede: `Écrivez par exemple ${exemple}.`,
            en: {
              message: `Parametres, ${cle}: "${valeur}" is not understood.`,
              remede: `Write for example ${exemple}.`,
            },
          },
        ];
  return [
    ...illisible('BucketsBalanceAgee', reglages.bornesIllisibles, '0;30;60;90'),
    ...illisible('ConditionReglementDefaut', reglages.defautIllisible, '30 J'),
  ];
}

function echeances({ illisibles, parDefaut, horsPlafond }: Constats): Anomalie[] {
  return [
    ...parTiers(
      illisibles,
      {
        code: 'C-AR-10',
        gravite: 'BLOQUANT',
        remede:
          'Écrivez 30 J, NET 45, 45 J FDM, FDM + 45, 30 J FDM LE 10 ou COMPTANT, ou renseignez l’échéance.',
        en: 'Write 30 J, NET 45, 45 J FDM, FDM + 45, 30 J FDM LE 10 or COMPTANT, or fill in the due date.',
      },
      c => ({
        fr: `Conditions de règlement de ${c.tiers} : « ${c.texte} » ne se comprend pas, ${accorder(c.nombre, 'pièce n’a', 'pièces n’ont')} pas d’échéance.`,
        en: `Payment terms of ${c.tiers}: "${c.texte}" is not understood, ${accorder(c.nombre, 'document has', 'documents have', 'en')} no due date.`,
      }),
    ),
    ...parTiers(
      parDefaut,
      {
        code: 'C-AR-11',
        gravite: 'INFO',
        remede: 'Renseignez les conditions de règlement du tiers.',
        en: 'Fill in the payment terms of the third party.',
      },
      c => ({
        fr: `${c.tiers || 'Sans tiers'} : ${accorder(c.nombre, 'pièce')} sans échéance ni conditions : ConditionReglementDefaut la donne.`,
        en: `${c.tiers || 'No third party'}: ${accorder(c.nombre, 'document', 'documents', 'en')} without due date or terms, due by ConditionReglementDefaut.`,
      }),
    ),
    ...parTiers(
      horsPlafond,
      {
        code: 'C-AR-02',
        gravite: 'ALERTE',
        remede:
          'Plafond : 60 jours de la facture, ou 45 jours fin de mois (C. com. art. L441-10). Renégociez le délai.',
        en: 'Cap: 60 days from the invoice, or 45 days end of month (French Commercial Code L441-10). Renegotiate.',
      },
      ({ tiers, nombre, premier: p }) => ({
        fr: `${tiers} : ${accorder(nombre, 'pièce')} dont l’échéance dépasse le plafond légal ; ${p.piece} du ${texteJour(p.date)} échoit le ${texteJour(p.echeance)}, au plus le ${texteJour(plafondLegal(p.date))}.`,
        en: `${tiers}: ${accorder(nombre, 'document', 'documents', 'en')} due beyond the legal cap; ${p.piece} of ${versIso(p.date)} is due ${versIso(p.echeance)}, at most ${versIso(plafondLegal(p.date))}.`,
      }),
    ),
  ];
}

function lettrages({ lu: { auxiliaire } }: ModeleTiers, arrete: Jour): Anomalie[] {
  const anomalies: Anomalie[] = [];
  if (auxiliaire.lettragesSansDate > 0)
    anomalies.push({
      code: 'C-AR-12',
      gravite: 'INFO',
      table: 'Ecritures',
      colonne: 'DateLettrage',
      message: `${accorder(auxiliaire.lettragesSansDate, 'ligne lettrée', 'lignes lettrées')} sans date : la date retenue est la plus récente de leur groupe.`,
      remede: 'Exportez la date de lettrage (DateLet du FEC) : une balance à une date passée en dépend.',
      en: {
        message: `${accorder(auxiliaire.lettragesSansDate, 'matched row', 'matched rows', 'en')} without a date: the latest of their group is used.`,
        remede: 'Export the matching date (DateLet of the FEC): a past aged balance depends on it.',
      },
    });
  const { desequilibres } = ouvrir(auxiliaire, arrete);
  if (desequilibres.length === 0) return anomalies;
  const enCause = new Set(desequilibres);
  const vus = new Set<number>();
  const groupes: Anomalie[] = [];
  for (let i = 0; i < auxiliaire.n; i++) {
    const g = auxiliaire.groupe[i]!;
    if (!enCause.has(g) || vus.has(g)) continue;
    vus.add(g);
    const tiers = auxiliaire.tiers[auxiliaire.tiersDe[i]!]!;
    const { code } = auxiliaire.groupes[g]!;
    groupes.push({
      code: 'C-AR-13',
      gravite: 'ALERTE',
      table: auxiliaire.table(i),
      ligne: auxiliaire.origine(i).ligne,
      colonne: 'Lettrage',
      cle: `${tiers} ${code}`,
      message: `Lettrage ${code} de ${tiers || 'personne'} : ses lignes ne s’annulent pas au ${texteJour(arrete)}, le reste est gardé ouvert.`,
      remede: 'Délettrez, ou lettrez partiellement en minuscules.',
      en: {
        message: `Matching ${code} of ${tiers || 'nobody'}: its rows do not cancel out at ${versIso(arrete)}, the rest stays open.`,
        remede: 'Cancel the matching, or match partially in lower case.',
      },
    });
  }
  return [...anomalies, ...limiter(groupes)];
}

function plafonds(modele: ModeleTiers, arrete: Jour): Anomalie[] {
  return modele.balance(arrete, 'CLIENT').unites.flatMap(({ tiers, cumuls }): Anomalie[] => {
    const ligne = modele.tiers.get(tiers);
    const exces = depassement(cumuls.total, ligne?.Plafond);
    if (!ligne || exces === 0) return [];
    return [
      {
        code: 'C-AR-14',
        gravite: 'ALERTE',
        table: 'Tiers',
        ligne: ligne.ligne,
        colonne: 'Plafond',
        cle: tiers,
        message: `${ligne.Nom} doit ${texteMontant(cumuls.total)} € : ${texteMontant(exces)} € de plus que son plafond.`,
        remede: 'Relancez, demandez un acompte, ou relevez le plafond avant toute nouvelle commande.',
        en: {
          message: `${ligne.Nom} owes €${texteMontant(cumuls.total, 'en')}: €${texteMontant(exces, 'en')} over its credit limit.`,
          remede: 'Chase, ask for a down payment, or raise the limit before any new order.',
        },
      },
    ];
  });
}

/** Les clients bloqués que l'on a facturés dans le mois ; ce que la clôture passe elle-même n'en est pas. */
function bloques({ lu: { auxiliaire }, tiers }: ModeleTiers, arrete: Jour): Anomalie[] {
  const fiches = auxiliaire.tiers.map(code => tiers.get(code));
  if (!fiches.some(f => f?.Bloque)) return [];
  const depuis = debut(periodeDe(arrete));
  const premieres = new Map<number, number>();
  for (let i = 0; i < auxiliaire.n; i++) {
    const [date, de] = [auxiliaire.date[i]!, auxiliaire.tiersDe[i]!];
    const { sens, nature } = auxiliaire.comptes[auxiliaire.compteDe[i]!]!;
    const facture = sens === 'CLIENT' && nature === 'COURANT' && auxiliaire.montant[i]! > 0;
    if (!facture || date < depuis || date > arrete || premieres.has(de) || !fiches[de]?.Bloque) continue;
    if (auxiliaire.table(i) !== 'EcrituresCloture') premieres.set(de, i);
  }
  return [...premieres].map(([de, i]) => {
    const { Piece, ligne } = auxiliaire.origine(i);
    const { IdTiers, Nom } = fiches[de]!;
    return {
      code: 'C-AR-22',
      gravite: 'ALERTE',
      table: auxiliaire.table(i),
      ligne,
      colonne: 'Tiers',
      cle: IdTiers,
      message: `${Nom} est bloqué, et a pourtant été facturé depuis le ${texteJour(depuis)} : ${Piece}.`,
      remede: 'Vérifiez cette pièce, ou levez le blocage dans la fiche du tiers.',
      en: {
        message: `${Nom} is blocked, yet has been invoiced since ${versIso(depuis)}: ${Piece}.`,
        remede: 'Check this document, or lift the block in the third-party record.',
      },
    };
  });
}

function concentration(modele: ModeleTiers, arrete: Jour, seuil: Taux): Anomalie[] {
  const { unites, total } = modele.balance(arrete, 'CLIENT');
  if (unites.length < 2) return [];
  return unites.flatMap(({ tiers, cumuls }): Anomalie[] => {
    const part = quotient(cumuls.total, total.total);
    if (!part || total.total <= 0 || part.lte(seuil)) return [];
    const pourcent = part.times(100).toFixed(0);
    const nom = modele.tiers.get(tiers)?.Nom ?? tiers;
    return [
      {
        code: 'C-AR-15',
        gravite: 'INFO',
        table: 'Tiers',
        cle: tiers,
        message: `${nom} porte ${pourcent} % des créances.`,
        remede: 'Suivez ce risque de concentration ; le seuil est SeuilConcentration.',
        en: {
          message: `${nom} carries ${pourcent}% of receivables.`,
          remede: 'Watch this concentration risk; the threshold is SeuilConcentration.',
        },
      },
    ];
  });
}

function devises(modele: ModeleTiers, arrete: Jour): Anomalie[] {
  if (!modele.reglages.reevalue) return [];
  const manquantes = new Set<string>();
  for (const { devise } of modele.postes(arrete))
    if (devise !== undefined && devise !== 'EUR' && modele.coursAu(devise, arrete) === undefined)
      manquantes.add(devise);
  return [...manquantes].sort().map(devise => ({
    code: 'C-AR-19',
    gravite: 'BLOQUANT' as const,
    table: 'TauxChange',
    cle: devise,
    message: `Aucun cours de ${devise} du mois de ${texteJour(arrete)} : ses postes ne se réévaluent pas.`,
    remede: 'Ajoutez le cours de clôture à la table TauxChange, ou remettez DeviseBalanceAgee à COMPTABLE.',
    en: {
      message: `No ${devise} rate in the month of ${versIso(arrete)}: its items cannot be revalued.`,
      remede: 'Add the closing rate to table TauxChange, or set DeviseBalanceAgee back to COMPTABLE.',
    },
  }));
}
