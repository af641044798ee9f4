/** C-CUT-10 : livré ou reçu depuis plus de trente jours, et toujours pas facturé. */
import { accorder, absolu, ajouterJours, type Jour, type Montant } from '../../../comptabilite';
import { euros, leJour } from './dire';
import { montantDe } from './expliquer';
import { proposerReceptions } from '../calcul/receptions';
import { cleLigne, CODES_RADAR, type Constat, type DonneesRadar, type OptionsRadar } from './types';

export function* nonFactures(donnees: DonneesRadar, options: OptionsRadar): Iterable<Constat> {
  const limite = ajouterJours(options.arrete, -options.delaiFacturation);
  yield* receptionsAnciennes(donnees, options, limite);
  yield* livraisonsAnciennes(donnees, options, limite);
}

/** Ce qui en reste, les règles de la FNP le savent : la clôture le provisionne déjà, ou l'ERP. */
function* receptionsAnciennes(donnees: DonneesRadar, options: OptionsRadar, limite: Jour): Iterable<Constat> {
  const regles = { ...options, perpetuel: options.fnpPerpetuel };
  for (const p of proposerReceptions(donnees, options.arrete, regles).proposees) {
    if (p.date >= limite || p.propose === undefined) continue;
    yield {
      ...constat('Receptions', p.ligne, p.piece, p.propose),
      enjeu: ({ propose }) => propose('Receptions', p.piece),
      colonne: 'DateReception',
      message: {
        fr: `Réception ${p.piece} du ${leJour(p.date).fr} (${p.tiers}) : ${euros(p.propose).fr} toujours pas facturés ${depuis(options, p.date).fr}.`,
        en: `Receipt ${p.piece} of ${leJour(p.date).en} (${p.tiers}): ${euros(p.propose).en} still not invoiced ${depuis(options, p.date).en}.`,
      },
      remede: {
        fr: 'Déjà provisionnée : réclamez la facture, ou soldez la réception si elle ne viendra pas.',
        en: 'Already accrued: ask for the invoice, or settle the receipt if none will come.',
      },
    };
  }
}

function* livraisonsAnciennes(donnees: DonneesRadar, options: OptionsRadar, limite: Jour): Iterable<Constat> {
  const clients = clientsDesAffaires(donnees);
  for (const l of donnees.livraisons) {
    if (l.DateLivraison >= limite || estFacturee(l, options.arrete) || l.MontantHT === 0) continue;
    const cle = cleLigne(l.IdBL, l.Ligne);
    const reprise =
      options.propose('Livraisons', cle) !== undefined || !options.venteRattachee(l.IdAffaire, l.CodeProduit);
    yield {
      ...constat('Livraisons', l.ligne, cle, l.MontantHT),
      enjeu: montantDe({ table: 'Livraisons', ligne: l.ligne }),
      colonne: 'DateLivraison',
      message: {
        fr: `Livraison ${cle} du ${leJour(l.DateLivraison).fr} (affaire ${l.IdAffaire}) : ${euros(l.MontantHT).fr} toujours pas facturés ${depuis(options, l.DateLivraison).fr}.`,
        en: `Delivery ${cle} of ${leJour(l.DateLivraison).en} (project ${l.IdAffaire}): ${euros(l.MontantHT).en} still not invoiced ${depuis(options, l.DateLivraison).en}.`,
      },
      remede: { fr: 'Facturez-la, ou dites pourquoi non.', en: 'Invoice it, or say why not.' },
      ...(reprise
        ? {}
        : {
            proposition: {
              module: 'FAE',
              montant: l.MontantHT,
              compte: options.compteVente(l.CodeProduit),
              idTiers: clients.get(l.IdAffaire),
              idAffaire: l.IdAffaire,
              codeTVA: l.CodeTVA,
            },
          }),
    };
  }
}

/** Une ligne qui porte sa facture est soldée, sauf si la facture est d'après l'arrêté. */
const estFacturee = (l: DonneesRadar['livraisons'][number], arrete: Jour): boolean =>
  l.IdFacture !== undefined && (l.DateFacture ?? arrete) <= arrete;

const constat = (table: string, ligne: number, cle: string, reste: Montant) =>
  ({ code: CODES_RADAR.NON_FACTURE, gravite: 'ALERTE', table, ligne, cle, risque: absolu(reste) }) as const;

const depuis = ({ arrete }: OptionsRadar, j: Jour) => ({
  fr: `après ${accorder(arrete - j, 'jour')}`,
  en: `after ${accorder(arrete - j, 'day', 'days', 'en')}`,
});

/** Le client facturé sur chaque affaire : une livraison ne le dit pas. */
function clientsDesAffaires({ facturesClients }: DonneesRadar): Map<string, string> {
  return new Map(facturesClients.flatMap(f => (f.IdAffaire ? [[f.IdAffaire, f.IdClient] as const] : [])));
}
