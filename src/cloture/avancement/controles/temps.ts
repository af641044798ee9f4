/** C-TPS-03 et C-TPS-04 : les temps du mois, par personne et par affaire (domaine §6.1, §15). */
import { accorder, plusQ, type Anomalie, type Jour, type Quantite } from '../../../comptabilite';
import type { LigneAffaire, LigneTemps } from '../calcul/donnees';
import { anomalie, enJour } from './dire';

/** Un jour, en dix-millièmes. */
const UN_JOUR = 10_000;

/** Au-delà, les suivantes tiennent en une ligne : personne n'en corrige mille à la main. */
const MAXIMUM = 100;

interface Mois {
  readonly arrete: Jour;
  readonly precedent: Jour;
}

/**
 * Les temps datés après l'arrêté précédent : plus d'un jour par jour, et temps sur une affaire close. Un temps refusé
 * ne compte pas ; un mois fermé ne se rejuge pas.
 */
export function controlerTemps(
  temps: Iterable<LigneTemps>,
  affaires: readonly LigneAffaire[],
  { arrete, precedent }: Mois,
): Anomalie[] {
  const closes = new Set(affaires.filter(a => a.Statut === 'CLOSE').map(a => a.IdAffaire));
  const saisis = new Map<string, Map<Jour, Quantite>>();
  const trouvees: Anomalie[] = [];
  for (const t of temps) {
    if (t.Date > arrete || t.Date <= precedent || t.Etat === 'REFUSE') continue;
    if (closes.has(t.IdAffaire)) trouvees.push(surAffaireClose(t));
    let jours = saisis.get(t.IdCollab);
    if (!jours) saisis.set(t.IdCollab, (jours = new Map()));
    const avant = jours.get(t.Date);
    const total = avant === undefined ? t.Jours : plusQ(avant, t.Jours);
    jours.set(t.Date, total);
    if (total > UN_JOUR && (avant ?? 0) <= UN_JOUR) trouvees.push(plusDUnJour(t, total));
  }
  return ['C-TPS-03', 'C-TPS-04'].flatMap(code => limiter(trouvees.filter(a => a.code === code)));
}

function plusDUnJour(t: LigneTemps, total: Quantite): Anomalie {
  const jour = enJour(t.Date);
  const jours = String(total / UN_JOUR);
  return anomalie(
    'ALERTE',
    'C-TPS-03',
    {
      fr: `${t.IdCollab} a ${jours.replace('.', ',')} jour saisi le ${jour.fr}, plus d'un jour pour un jour.`,
      en: `${t.IdCollab} has ${jours} day entered on ${jour.en}, more than one day in a day.`,
    },
    {
      fr: 'Corrigez la saisie, ou laissez-la si ce sont des heures supplémentaires.',
      en: 'Correct the entry, or leave it if it is overtime.',
    },
    { table: 'Temps', ligne: t.ligne, colonne: 'Jours', cle: t.IdTemps },
  );
}

function surAffaireClose(t: LigneTemps): Anomalie {
  const jour = enJour(t.Date);
  return anomalie(
    'BLOQUANT',
    'C-TPS-04',
    {
      fr: `${t.IdCollab} a un temps le ${jour.fr} sur l'affaire ${t.IdAffaire}, qui est close.`,
      en: `${t.IdCollab} has a time row on ${jour.en} on project ${t.IdAffaire}, which is closed.`,
    },
    {
      fr: 'Donnez au temps son affaire, ou rouvrez celle-ci dans la table Affaires.',
      en: 'Give the row its project, or reopen this one in the Affaires table.',
    },
    { table: 'Temps', ligne: t.ligne, colonne: 'IdAffaire', cle: t.IdTemps },
  );
}

/** Les premières une à une, les autres comptées. */
function limiter(trouvees: readonly Anomalie[]): Anomalie[] {
  const [premiere] = trouvees;
  const autres = trouvees.length - MAXIMUM;
  if (!premiere || autres <= 0) return [...trouvees];
  const { gravite, code, table, colonne, remede, en } = premiere;
  const suite = anomalie(
    gravite,
    code,
    {
      fr: `${accorder(autres, 'autre temps a', 'autres temps ont')} le même défaut.`,
      en: `${accorder(autres, 'more time row has', 'more time rows have', 'en')} the same defect.`,
    },
    { fr: remede, en: en?.remede ?? remede },
    { ...(table === undefined ? {} : { table }), ...(colonne === undefined ? {} : { colonne }) },
  );
  return [...trouvees.slice(0, MAXIMUM), suite];
}
