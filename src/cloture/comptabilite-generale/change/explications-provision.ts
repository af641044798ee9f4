/** « Pourquoi ce chiffre ? » de la provision de change : écarts hors couverture, requis, ajustement (domaine §9.7). */
import { arbre, type Explication, type Libelle } from '../../../comptabilite';
import type { Ligne } from '../../../workbook/table';
import type { Contexte } from '../../contexte';
import { arbreCote } from '../../tables-communes/grand-livre/explications';
import { groupesDe } from './calcul/provision';
import { NATURES_PROVISION, type NatureProvision } from './calcul/types';
import type { ChangeEtabli, PosteAProvisionner, PosteReevalue } from './etablir';
import { ecartDe, enDevise } from './explications-postes';
import type { LigneProvision } from './lecture';
import { CouverturesChange, type ProvisionsChange } from './tables';

const dire = (fr: string, en: string): Libelle => ({ fr, en });
const zero = () => arbre.constante(dire('Zéro', 'Zero'), 0, 'EUR');

/** Ce que des couvertures couvrent d'un poste, en devise. */
export const couvertDe = ({ couvertures, poste }: PosteReevalue): Explication =>
  arbre.somme(
    dire(`Couvert en ${poste.devise}`, `Hedged in ${poste.devise}`),
    couvertures.map(l =>
      arbre.cellule(
        dire(l.IdCouverture, l.IdCouverture),
        { table: CouverturesChange.nom, ligne: l.ligne, colonne: 'MontantDevise' },
        arbre.eurosExacts(l.MontantDevise),
        'EUR',
      ),
    ),
    'EUR',
  );

/** L'écart hors couverture : arr(écart × (reste − couvert) / reste), jamais de l'autre côté de zéro. */
export function aProvisionnerDe(p: PosteReevalue): Explication {
  if (p.couvert === 0 || p.poste.residuel === 0) return ecartDe(p);
  const signe = (e: Explication) => (e.valeur.isNegative() ? arbre.oppose(e) : e);
  const reste = signe(enDevise(p));
  const libre = arbre.maximum(dire('Reste hors couverture', 'Unhedged remainder'), [
    arbre.difference(dire('Reste moins couvert', 'Remaining less hedged'), [reste, signe(couvertDe(p))]),
    zero(),
  ]);
  return arbre.prorata(dire('Écart hors couverture', 'Unhedged difference'), ecartDe(p), libre, reste);
}

const PERTES = dire('Pertes latentes', 'Unrealised losses');
const GAINS = dire('Gains latents', 'Unrealised gains');

const pertes = (postes: readonly PosteAProvisionner[]): Explication =>
  arbre.somme(
    PERTES,
    postes
      .filter(p => p.ecart < 0)
      .map(({ reevalue: r }) =>
        arbre.oppose(aProvisionnerDe(r), dire(`Perte sur ${r.poste.piece}`, `Loss on ${r.poste.piece}`)),
      ),
    'EUR',
  );
const gains = (postes: readonly PosteAProvisionner[]): Explication =>
  arbre.somme(
    GAINS,
    postes.filter(p => p.ecart > 0).map(({ reevalue }) => aProvisionnerDe(reevalue)),
    'EUR',
  );

/** L'excédent des pertes d'un groupe sur ses gains, pour la part d'une nature ; undefined s'il n'y en a pas. */
function partDuGroupe(
  groupe: readonly PosteAProvisionner[],
  nature: NatureProvision,
): Explication | undefined {
  const siennes = pertes(groupe.filter(p => p.nature === nature));
  if (siennes.valeur.isZero()) return undefined;
  const toutes = pertes(groupe);
  const face = gains(groupe);
  const excedent = face.valeur.isZero()
    ? toutes
    : arbre.maximum(dire('Excédent des pertes sur les gains', 'Excess of losses over gains'), [
        arbre.difference(dire('Pertes moins gains', 'Losses less gains'), [toutes, face]),
        zero(),
      ]);
  if (siennes.valeur.eq(toutes.valeur)) return excedent;
  const [premiere] = NATURES_PROVISION;
  const dePremiere = arbre.prorata(
    dire(`Part ${premiere}`, `Share of ${premiere}`),
    excedent,
    pertes(groupe.filter(p => p.nature === premiere)),
    toutes,
  );
  return nature === premiere
    ? dePremiere
    : arbre.difference(dire('Le reste de l’excédent', 'Rest of the excess'), [excedent, dePremiere]);
}

function requisDe(
  { provisionnables }: ChangeEtabli,
  { parametres }: Contexte,
  nature: NatureProvision,
  devise: string,
): Explication {
  const siens = provisionnables.filter(p => p.devise === devise);
  return arbre.somme(
    dire(`Provision requise, ${devise}`, `Required provision, ${devise}`),
    groupesDe(siens, parametres.valeur('PositionGlobaleChange')).flatMap(g => partDuGroupe(g, nature) ?? []),
    'EUR',
  );
}

/** Pertes, gains ou provision requise d'une devise et d'une nature. */
export function deProvision(
  etabli: ChangeEtabli,
  contexte: Contexte,
  { Devise, Nature }: Ligne<typeof ProvisionsChange>,
  colonne: string,
): Explication | undefined {
  const siens = etabli.provisionnables.filter(p => p.devise === Devise && p.nature === Nature);
  switch (colonne) {
    case 'Pertes':
      return pertes(siens);
    case 'Gains':
      return gains(siens);
    case 'Requis':
      return requisDe(etabli, contexte, Nature, Devise);
    default:
      return undefined;
  }
}

/** L'ajustement de la provision d'une nature : ce qui est requis moins ce que le compte porte, ou l'inverse pour une reprise. */
export function dAjustement(
  etabli: ChangeEtabli,
  contexte: Contexte,
  nature: NatureProvision,
): Explication | undefined {
  const devises = [...new Set(etabli.provisionnables.map(p => p.devise))].sort();
  const requis = arbre.somme(
    dire('Provision requise', 'Required provision'),
    devises.map(devise => requisDe(etabli, contexte, nature, devise)),
    'EUR',
  );
  const financieres = solde(etabli.lignesProvision.filter(l => l.financiere));
  const precedent =
    nature === 'FINANCIER'
      ? financieres
      : arbre.difference(dire('Provision d’avant, part commerciale', 'Earlier provision, trade share'), [
          solde(etabli.lignesProvision.filter(l => l.duSolde)),
          financieres,
        ]);
  const variation = arbre.difference(
    dire('Requis moins provision d’avant', 'Required less earlier provision'),
    [requis, precedent],
  );
  return variation.valeur.isNegative()
    ? arbre.oppose(variation, dire('Reprise', 'Reversal of provision'))
    : variation;
}

/** Le solde créditeur de lignes du compte de provision. */
const solde = (lignes: readonly LigneProvision[]): Explication =>
  arbre.oppose(arbreCote(dire('Provision', 'Provision'), lignes, 'NET'), dire('Provision', 'Provision'));
