/** Contrôles de l'achèvement et du prorata : ce que disent les périodes et les livraisons des lignes (§5.5, §5.9). */
import { debut, periodeDe, somme, type Anomalie } from '../../../comptabilite';
import { etendueDe } from '../calcul/propositions';
import { LigneVendue, type Echeance, type LigneFacturee, type Livraison } from '../calcul/poste';
import { estAvancement, estParLignes } from '../calcul/regles';
import { anomalie, enJour, enMontant, ligneAffaire, type AffaireJugee, type Lieu } from './dire';

export function* controlerLignes(a: AffaireJugee): Iterable<Anomalie> {
  yield* controlerForces(a);
  if (estAvancement(a.dossier.regle)) return;
  yield* controlerPeriodes(a);
  yield* controlerExceptions(a);
  yield* controlerChevauchements(a);
  yield* controlerSurlivraison(a);
}

/** C-REV-23 : ce qui est forcé sans que la méthode le lise ne disparaît pas en silence. */
function* controlerForces({ dossier: { nom, regle }, force }: AffaireJugee): Iterable<Anomalie> {
  if (!force) return;
  const ignores = [
    ...(estAvancement(regle) ? [] : (['TauxForce'] as const)),
    ...(estParLignes(regle) ? [] : (['FaeForcee', 'PcaForcee'] as const)),
  ].filter(colonne => force[colonne] !== undefined);
  for (const colonne of ignores) {
    yield anomalie(
      'ALERTE',
      'C-REV-23',
      {
        fr: `Affaire ${nom} : la règle ${regle.code} (${regle.methode}) ne lit pas ce qui est forcé ici ; rien n'en change.`,
        en: `Project ${nom}: rule ${regle.code} (${regle.methode}) does not read what is forced here; nothing changes.`,
      },
      {
        fr: 'Un % se force à l’avancement ; une FAE ou une PCA, à l’achèvement et au prorata sur factures. Effacez cette cellule.',
        en: 'A % is forced by stage of completion; an accrual or a deferral, on completion and pro rata from invoices. Clear this cell.',
      },
      { table: 'CaAvancement', ligne: force.ligne, colonne, cle: nom },
    );
  }
}

interface Piece {
  readonly nom: string;
  readonly lieu: Lieu;
  readonly de: LigneFacturee | Livraison | Echeance;
}

const lieuDe = (table: string, { piece }: Piece['de'], nom: string): Piece['lieu'] => ({
  table,
  ligne: piece.ligne,
  colonne: 'PeriodeAu',
  cle: nom,
});

/** Les pièces d'un groupe, une fois chacune même étalées sur plusieurs lignes de commande. */
function piecesDe({ dossier }: AffaireJugee): Piece[] {
  const pieces = dossier.postes.flatMap(p => [
    ...p.lignesFacturees.map(de => enPiece('FacturesClients', de, de.piece.IdFacture)),
    ...p.livraisons.map(de => enPiece('Livraisons', de, de.piece.IdBL)),
    ...(p instanceof LigneVendue ? p.echeances : []).map(de =>
      enPiece('EcheancierFacturation', de, de.piece.IdCommande),
    ),
  ]);
  return [...new Map(pieces.map(p => [`${p.lieu.table}|${p.lieu.ligne}`, p])).values()];
}

function enPiece(table: string, de: Piece['de'], id: string): Piece {
  const nom = `${id}/${de.piece.Ligne}`;
  return { nom, de, lieu: lieuDe(table, de, nom) };
}

/** C-CUT-03 : une période qui finit avant de commencer n'a pas de jours à compter. */
function* controlerPeriodes(a: AffaireJugee): Iterable<Anomalie> {
  for (const { nom, lieu, de } of piecesDe(a)) {
    const { PeriodeDu: du, PeriodeAu: au } = de.piece;
    if (du === undefined || au === undefined || au >= du) continue;
    const [premier, dernier] = [enJour(du), enJour(au)];
    yield anomalie(
      'BLOQUANT',
      'C-CUT-03',
      {
        fr: `${nom} : sa période finit le ${dernier.fr}, avant de commencer le ${premier.fr}.`,
        en: `${nom}: its period ends on ${dernier.en}, before it starts on ${premier.en}.`,
      },
      { fr: 'Échangez les deux dates.', en: 'Swap the two dates.' },
      lieu,
    );
  }
}

/**
 * C-REV-20 et C-REV-21 : les factures du mois que la méthode compte acquises sans preuve. Au prorata, sans période ; à
 * l'achèvement, sans livraison ni période, ou d'une période commencée dont elle ne fait pas de prorata.
 */
function* controlerExceptions(a: AffaireJugee): Iterable<Anomalie> {
  const { dossier, arrete } = a;
  if (!estParLignes(dossier.regle)) return;
  const duMois = dossier.postes
    .flatMap(p => p.lignesFacturees)
    .filter(f => f.date <= arrete && f.date >= debut(periodeDe(arrete)));
  if (dossier.regle.methode === 'PRORATA') {
    yield* exception(
      a,
      'C-REV-20',
      duMois.filter(f => !etendueDe(f)),
      ['sans période', 'without a period'],
    );
    return;
  }
  const sansPreuve = duMois.filter(f => f.livree === undefined && f.piece.PeriodeDu === undefined);
  yield* exception(a, 'C-REV-21', sansPreuve, ['sans livraison ni période', 'without delivery or period']);
  const entamees = duMois.filter(
    ({ piece: { PeriodeDu: du, PeriodeAu: au } }) =>
      du !== undefined && au !== undefined && du <= arrete && au > arrete,
  );
  yield* exception(a, 'C-REV-21', entamees, ['pour une période entamée', 'for a period already begun']);
}

function* exception(
  { dossier }: AffaireJugee,
  code: string,
  factures: readonly LigneFacturee[],
  [quoi, what]: readonly [string, string],
): Iterable<Anomalie> {
  const [premiere] = factures;
  if (!premiere) return;
  const m = enMontant(somme(factures.map(f => f.montant)));
  yield anomalie(
    'INFO',
    code,
    {
      fr: `Affaire ${dossier.nom} : ${m.fr} facturés ce mois ${quoi}, comptés acquis en entier.`,
      en: `Project ${dossier.nom}: ${m.en} invoiced this month ${what}, counted as fully earned.`,
    },
    {
      fr: 'Saisissez la période ou la livraison si le service reste à rendre.',
      en: 'Enter the period or the delivery if the service is still to be rendered.',
    },
    lieuDe('FacturesClients', premiere, `${premiere.piece.IdFacture}/${premiere.piece.Ligne}`),
  );
}

/** C-REV-24 : deux factures d'une même ligne pour des jours communs ; chacune se compte pour elle-même. */
function* controlerChevauchements({ dossier, arrete }: AffaireJugee): Iterable<Anomalie> {
  if (dossier.regle.methode !== 'PRORATA') return;
  for (const poste of dossier.postes) {
    const periodes = poste.lignesFacturees
      .filter(f => f.date <= arrete && f.montant > 0)
      .flatMap(f => {
        const etendue = etendueDe(f);
        return etendue ? [{ f, ...etendue }] : [];
      })
      .sort((x, y) => x.du - y.du);
    for (const [rang, seconde] of periodes.entries()) {
      const premiere = periodes[rang - 1];
      if (!premiere || premiere.au < seconde.du) continue;
      const [nom, autre] = [seconde, premiere].map(p => `${p.f.piece.IdFacture}/${p.f.piece.Ligne}`) as [
        string,
        string,
      ];
      yield anomalie(
        'INFO',
        'C-REV-24',
        {
          fr: `Affaire ${dossier.nom} : ${autre} et ${nom} facturent des jours communs.`,
          en: `Project ${dossier.nom}: ${autre} and ${nom} invoice days in common.`,
        },
        { fr: 'Vérifiez leurs périodes.', en: 'Check their periods.' },
        lieuDe('FacturesClients', seconde.f, nom),
      );
    }
  }
}

/** C-REV-22 : plus livré que vendu ; le CA des livraisons dépasse le budget. */
function* controlerSurlivraison({ dossier, mesure }: AffaireJugee): Iterable<Anomalie> {
  if (mesure.proposees || mesure.ca <= mesure.budget) return;
  const [ca, budget] = [enMontant(mesure.ca), enMontant(mesure.budget)];
  yield anomalie(
    'ALERTE',
    'C-REV-22',
    {
      fr: `Affaire ${dossier.nom} : ${ca.fr} livrés, pour un budget de vente de ${budget.fr}.`,
      en: `Project ${dossier.nom}: ${ca.en} delivered, for contract revenue of ${budget.en}.`,
    },
    {
      fr: 'Vérifiez les montants des livraisons et de leurs factures.',
      en: 'Check the amounts of the deliveries and their invoices.',
    },
    ligneAffaire(dossier, 'IdAffaire'),
  );
}
