/** Σ journal = Σ grand livre = Σ balance, chacun par son propre chemin (mission 93) ; Σ auxiliaire = Σ collectifs. */
import {
  LIGNES_PAR_TRANCHE,
  signaler,
  texteMontant,
  type Anomalie,
  type Montant,
} from '../../../comptabilite';
import type { Valeurs } from '../../../workbook/table';
import type { LigneAuxiliaire, LigneGenerale } from './balances';
import type { Edition } from './edition';
import { RESULTAT_ANTERIEUR } from './balances';
import { RapprochementLivres } from './tables';

export type LigneRapprochement = Valeurs<typeof RapprochementLivres>;

interface Total {
  lignes: number;
  debit: number;
  credit: number;
}

/** Le journal : toutes les lignes datées de l'exercice, une à une, sans passer par les comptes. */
function* totalJournal({ livre, arrete, exercice }: Edition): Generator<void, Total> {
  const genres = new Set([...livre.courants(), 'AN' as const]);
  const total = { lignes: 0, debit: 0, credit: 0 };
  for (const l of livre.livres)
    for (let i = 0; i < l.n; i++) {
      if (i % LIGNES_PAR_TRANCHE === 0) yield;
      const jour = l.jour[i]!;
      if (jour < exercice.DateDebut || jour > arrete || !genres.has(l.genreDe(i))) continue;
      total.lignes++;
      total.debit += l.debit[i]!;
      total.credit += l.credit[i]!;
    }
  return total;
}

/** Le grand livre : les lignes rangées sous chaque compte. */
function* totalGrandLivre({ livre, arrete, exercice }: Edition): Generator<void, Total> {
  const genres = new Set([...livre.courants(), 'AN' as const]);
  const total = { lignes: 0, debit: 0, credit: 0 };
  for (const compte of livre.comptes()) {
    const avant = total.lignes;
    for (const l of livre.lignes(compte, exercice.DateDebut, arrete, genres)) {
      total.lignes++;
      total.debit += l.debit;
      total.credit += l.credit;
    }
    if (total.lignes - avant > LIGNES_PAR_TRANCHE) yield;
  }
  return total;
}

/** La balance : les mois cumulés, à-nouveaux de l'exercice compris ; un solde repris de N-1 n'est pas un mouvement. */
function totalBalance({ livre, exercice }: Edition, lignes: readonly LigneGenerale[]): Total {
  const an = livre.aSesANouveaux(exercice);
  const total = { lignes: 0, debit: 0, credit: 0 };
  for (const l of lignes) {
    if (l.Niveau !== 'COMPTE' || l.Compte === RESULTAT_ANTERIEUR) continue;
    total.lignes++;
    total.debit += (l.CumulD ?? 0) + (an ? (l.OuvertureD ?? 0) : 0);
    total.credit += (l.CumulC ?? 0) + (an ? (l.OuvertureC ?? 0) : 0);
  }
  return total;
}

/** Les totaux de chaque livre, et leur écart avec celui du dessus. */
export function* rapprocher(
  edition: Edition,
  balance: readonly LigneGenerale[],
  auxiliaire: readonly LigneAuxiliaire[],
): Generator<void, LigneRapprochement[]> {
  const journal = yield* totalJournal(edition);
  const grandLivre = yield* totalGrandLivre(edition);
  const comptes = new Set(auxiliaire.filter(l => l.Niveau === 'COLLECTIF').map(l => l.Compte));
  const collectifs = balance.filter(l => l.Niveau === 'COMPTE' && comptes.has(l.Compte));
  const tiers = auxiliaire.filter(l => l.Niveau === 'TIERS');
  const soldes = (
    lignes: readonly {
      OuvertureD?: Montant | undefined;
      OuvertureC?: Montant | undefined;
      CumulD?: Montant | undefined;
      CumulC?: Montant | undefined;
    }[],
  ): Total => ({
    lignes: lignes.length,
    debit: lignes.reduce((s, l) => s + (l.OuvertureD ?? 0) + (l.CumulD ?? 0), 0),
    credit: lignes.reduce((s, l) => s + (l.OuvertureC ?? 0) + (l.CumulC ?? 0), 0),
  });
  return [
    ligne('JOURNAL', 'Journaux', journal),
    ligne('GRAND_LIVRE', 'Grand livre', grandLivre, journal),
    ligne('BALANCE', 'Balance générale', totalBalance(edition, balance), grandLivre),
    ligne('COLLECTIFS', 'Comptes collectifs de la balance', soldes(collectifs)),
    ligne('AUXILIAIRE', 'Balance auxiliaire', soldes(tiers), soldes(collectifs)),
  ];
}

const net = ({ debit, credit }: Total) => debit - credit;

/**
 * Une ligne du contrôle. Un débit et un crédit doivent être les mêmes ; l'auxiliaire, dont l'ouverture reprise se présente
 * tiers par tiers, n'a que le solde en commun avec les collectifs.
 */
function ligne(
  Livre: LigneRapprochement['Livre'],
  Libelle: string,
  total: Total,
  autre?: Total,
): LigneRapprochement {
  const ecart =
    autre === undefined
      ? undefined
      : Livre === 'AUXILIAIRE'
        ? net(total) - net(autre)
        : total.debit - autre.debit || total.credit - autre.credit;
  return {
    Livre,
    Libelle,
    Lignes: total.lignes,
    Debit: total.debit as Montant,
    Credit: total.credit as Montant,
    Ecart: ecart as Montant | undefined,
  };
}

/** C-CPT-02 : la balance s'équilibre. C-CPT-17 : les livres disent la même chose. */
export function controlerLivres(
  rapprochement: readonly LigneRapprochement[],
  balance: readonly LigneGenerale[],
): Anomalie[] {
  const anomalies: Anomalie[] = [];
  const total = balance.find(l => l.Niveau === 'TOTAL');
  const ecart = ((total?.SoldeD ?? 0) - (total?.SoldeC ?? 0)) as Montant;
  if (ecart !== 0)
    anomalies.push(
      signaler(
        'BLOQUANT',
        'C-CPT-02',
        {
          fr: `La balance n'est pas équilibrée : soldes débiteurs moins soldes créditeurs, ${texteMontant(ecart)}.`,
          en: `The trial balance does not balance: debit less credit balances, ${texteMontant(ecart, 'en')}.`,
        },
        {
          fr: 'Cherchez la pièce déséquilibrée (C-CPT-01), ou des à-nouveaux importés en partie.',
          en: 'Look for the unbalanced entry (C-CPT-01), or opening balances imported in part.',
        },
        { table: 'BalanceGenerale', colonne: 'SoldeD' },
      ),
    );
  for (const l of rapprochement)
    if (l.Ecart !== undefined && l.Ecart !== 0)
      anomalies.push(
        signaler(
          'BLOQUANT',
          'C-CPT-17',
          {
            fr: `${l.Libelle ?? l.Livre} : ${texteMontant(l.Ecart)} d'écart avec le livre dont il vient.`,
            en: `${l.Livre}: ${texteMontant(l.Ecart, 'en')} off the book it comes from.`,
          },
          {
            fr: 'Relancez la clôture ; si l’écart reste, envoyez le diagnostic.',
            en: 'Run the close again; if the difference stays, send the diagnostic.',
          },
          { table: RapprochementLivres.nom, colonne: 'Ecart', cle: l.Livre },
        ),
      );
  return anomalies;
}
