/**
 * L'ordre des travaux (domaine §1.1, capacité 195) : les charges des affaires se vérifient avant leur chiffre d'affaires, que
 * l'avancement tire d'elles.
 */
import {
  FacturationReceptions,
  resteAFacturer,
  type Anomalie,
  type Jour,
  type Phrase,
} from '../../../comptabilite';
import type { DonneesAvancement } from '../calcul/donnees';
import { anomalie, enJour } from './dire';

type Charges = Pick<
  DonneesAvancement,
  'temps' | 'planning' | 'commandesAchat' | 'receptions' | 'facturesFournisseurs'
>;

interface Mois {
  readonly arrete: Jour;
  readonly precedent: Jour;
  /** L'affaire a du chiffre d'affaires à reconnaître. */
  readonly suivie: (idAffaire: string) => boolean;
}

/** Ce qui reste ouvert d'une sorte de charge : les pièces, et ce qu'il faut en dire. */
interface Ouvertes {
  readonly table: string;
  readonly colonne: string;
  readonly quoi: Phrase;
  readonly lignes: readonly { readonly ligne: number; readonly cle: string }[];
}

/** Les pièces nommées d'une sorte ; au-delà, on compte. */
const NOMMEES = 10;

/**
 * C-REV-42 : les charges du mois ne sont pas arrêtées (« Régularisations » n'est ni validé, ni de cette exécution) ; et, sorte
 * par sorte, ce qui en reste ouvert : temps pas validés, jours planifiés sans temps, commandes d'achat au brouillon, réceptions
 * pas facturées, factures pas validées.
 */
export function controlerOrdre(charges: Charges, mois: Mois): Anomalie[] {
  const jour = enJour(mois.arrete);
  const ouvertes = [
    ...tempsEtPlanning(charges, mois),
    commandesAuBrouillon(charges, mois),
    receptionsOuvertes(charges, mois),
    facturesNonValidees(charges, mois),
  ].filter(({ lignes }) => lignes.length > 0);
  return [
    anomalie(
      'ALERTE',
      'C-REV-42',
      {
        fr: `Les charges au ${jour.fr} ne sont pas arrêtées : le chiffre d'affaires se reconnaît après elles.${ouvertes.length === 0 ? " Rien n'y reste ouvert." : ''}`,
        en: `Costs at ${jour.en} are not closed: revenue is recognised after them.${ouvertes.length === 0 ? ' Nothing is left open.' : ''}`,
      },
      {
        fr: 'Validez d’abord « Régularisations de charges et de produits », ou tout le mois ensemble.',
        en: 'Validate “Expense and revenue cut-off” first, or the whole month together.',
      },
      { table: 'FnpCca' },
    ),
    ...ouvertes.map(dire),
  ];
}

function dire({ table, colonne, quoi, lignes }: Ouvertes): Anomalie {
  const nommees = lignes.slice(0, NOMMEES).map(({ cle }) => cle);
  const autres = lignes.length - nommees.length;
  const liste = nommees.join(', ');
  const [premiere] = lignes;
  return anomalie(
    'ALERTE',
    'C-REV-42',
    {
      fr: `${quoi.fr} : ${lignes.length} (${liste}${autres > 0 ? ` et ${autres} de plus` : ''}).`,
      en: `${quoi.en}: ${lignes.length} (${liste}${autres > 0 ? ` and ${autres} more` : ''}).`,
    },
    {
      fr: 'Vérifiez-les avant de reconnaître le chiffre d’affaires.',
      en: 'Check them before recognising revenue.',
    },
    { table, colonne, ...(premiere ? { ligne: premiere.ligne, cle: premiere.cle } : {}) },
  );
}

function tempsEtPlanning({ temps, planning }: Charges, { arrete, precedent, suivie }: Mois): Ouvertes[] {
  const duMois = (l: { readonly Date: Jour; readonly IdAffaire: string }) =>
    l.Date > precedent && l.Date <= arrete && suivie(l.IdAffaire);
  const lieu = (l: { IdCollab: string; IdAffaire: string; Date: Jour }) =>
    `${l.IdCollab}|${l.IdAffaire}|${l.Date}`;
  const planifies = planning.filter(p => p.Jours !== 0 && duMois(p));
  const sansTemps = new Set(planifies.map(lieu));
  const ouverts: { ligne: number; cle: string }[] = [];
  for (const t of temps) {
    if (!duMois(t)) continue;
    if (sansTemps.size > 0) sansTemps.delete(lieu(t));
    if (t.Etat === 'BROUILLON' || t.Etat === 'SOUMIS') ouverts.push({ ligne: t.ligne, cle: t.IdTemps });
  }
  return [
    {
      table: 'Temps',
      colonne: 'Etat',
      quoi: { fr: 'Temps du mois pas validés', en: 'Time of the month not validated' },
      lignes: ouverts,
    },
    {
      table: 'Planning',
      colonne: 'Date',
      quoi: { fr: 'Jours planifiés sans temps saisi', en: 'Planned days with no time entered' },
      lignes: planifies.filter(p => sansTemps.has(lieu(p))).map(p => ({ ligne: p.ligne, cle: p.IdPlan })),
    },
  ];
}

const dAffaire = (id: string | undefined, { suivie }: Mois): boolean => id !== undefined && suivie(id);

function commandesAuBrouillon({ commandesAchat }: Charges, mois: Mois): Ouvertes {
  return {
    table: 'CommandesAchat',
    colonne: 'Statut',
    quoi: { fr: "Commandes d'achat au brouillon", en: 'Draft purchase orders' },
    lignes: commandesAchat
      .filter(c => c.Statut === 'BROUILLON' && c.Date <= mois.arrete && dAffaire(c.IdAffaire, mois))
      .map(c => ({ ligne: c.ligne, cle: `${c.IdCdeAchat}/${c.Ligne}` })),
  };
}

function receptionsOuvertes(
  { receptions, facturesFournisseurs, commandesAchat }: Charges,
  mois: Mois,
): Ouvertes {
  const facturations = new FacturationReceptions(receptions, facturesFournisseurs);
  const commandes = new Map(commandesAchat.map(c => [c.IdCdeAchat, c.IdAffaire]));
  const lignes = receptions.flatMap((r, rang) => {
    if (r.DateReception > mois.arrete || !dAffaire(r.IdAffaire ?? commandes.get(r.IdCdeAchat ?? ''), mois))
      return [];
    const facturees = facturations.de(r, rang).filter(f => f.date <= mois.arrete);
    if (resteAFacturer(r.Quantite, r.MontantHT, facturees) === 0) return [];
    return [{ ligne: r.ligne, cle: `${r.IdReception}/${r.Ligne}` }];
  });
  return {
    table: 'Receptions',
    colonne: 'DateReception',
    quoi: { fr: 'Réceptions pas encore facturées', en: 'Receipts not invoiced yet' },
    lignes,
  };
}

function facturesNonValidees({ facturesFournisseurs }: Charges, mois: Mois): Ouvertes {
  const lignes: { ligne: number; cle: string }[] = [];
  for (const f of facturesFournisseurs)
    if (!f.Validee && f.DateFacture <= mois.arrete && dAffaire(f.IdAffaire, mois))
      lignes.push({ ligne: f.ligne, cle: `${f.IdFactF}/${f.Ligne}` });
  return {
    table: 'FacturesFournisseurs',
    colonne: 'Validee',
    quoi: { fr: 'Factures fournisseurs pas validées', en: 'Supplier invoices not validated' },
    lignes,
  };
}
