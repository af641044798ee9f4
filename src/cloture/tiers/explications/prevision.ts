/** Pourquoi cette semaine de trésorerie : les postes qui y tombent, tiers par tiers (mission 310). */
import { arbre, type Explication, type Jour, type Libelle } from '../../../comptabilite';
import type { CelluleGeneree } from '../../contexte';
import type { Sens } from '../calcul/collectifs';
import { rangSemaine } from '../calcul/prevision';
import type { ModeleTiers } from '../modele';
import { attendus, SEMAINES, type PosteAttendu } from '../tresorerie';
import type { ArbresBalance } from './balance';
import { dire } from './postes';

interface Sources {
  readonly modele: ModeleTiers;
  readonly arrete: Jour;
  readonly balance: (sens: Sens) => ArbresBalance;
}

const LIBELLES: Readonly<Record<Sens, Readonly<Record<'du' | 'prevu', Libelle>>>> = {
  CLIENT: {
    du: dire('Encaissements dus', 'Receipts due'),
    prevu: dire('Encaissements prévus', 'Receipts expected'),
  },
  FOURNISSEUR: {
    du: dire('Paiements dus', 'Payments due'),
    prevu: dire('Paiements prévus', 'Payments expected'),
  },
};

/** Les attendus d'un sens, une fois ; puis ceux d'une semaine, réunis par tiers. */
function parSemaine({ modele, arrete, balance }: Sources, sens: Sens, quand: 'du' | 'prevu') {
  const semaines = Array.from({ length: SEMAINES }, () => new Map<string, PosteAttendu[]>());
  for (const attendu of attendus(modele, arrete, sens)) {
    const jour = attendu[quand];
    if (jour === undefined) continue;
    const semaine = semaines[rangSemaine(jour, arrete, SEMAINES)]!;
    const { tiers } = attendu.ventile.poste;
    const connus = semaine.get(tiers);
    if (connus) connus.push(attendu);
    else semaine.set(tiers, [attendu]);
  }
  return (rang: number): Explication =>
    arbre.somme(
      LIBELLES[sens][quand],
      [...semaines[rang]!].map(([tiers, siens]) => {
        const nom = modele.tiers.get(tiers)?.Nom ?? tiers;
        const arbres = siens.map(a => balance(sens).deVentile(a.ventile));
        return arbre.somme(dire(nom, nom), arbres, 'EUR');
      }),
      'EUR',
    );
}

/** L'arbre d'un montant de « Prévision de trésorerie ». */
export function expliquerPrevision(
  sources: Sources,
  { ligne, colonne }: CelluleGeneree,
): Explication | undefined {
  const rang = rangSemaine(ligne['Semaine'] as Jour, sources.arrete, SEMAINES);
  const net = () => {
    const entrees = parSemaine(sources, 'CLIENT', 'prevu');
    const sorties = parSemaine(sources, 'FOURNISSEUR', 'du');
    return (k: number) =>
      arbre.difference(dire('Net de la semaine', 'Net of the week'), [entrees(k), sorties(k)]);
  };
  switch (colonne) {
    case 'EncaissementsDus':
      return parSemaine(sources, 'CLIENT', 'du')(rang);
    case 'EncaissementsPrevus':
      return parSemaine(sources, 'CLIENT', 'prevu')(rang);
    case 'PaiementsDus':
      return parSemaine(sources, 'FOURNISSEUR', 'du')(rang);
    case 'Net':
      return net()(rang);
    case 'Cumul':
      return arbre.somme(
        dire('Cumul', 'Running total'),
        Array.from({ length: rang + 1 }, (_, k) => k).map(net()),
        'EUR',
      );
    default:
      return undefined;
  }
}
