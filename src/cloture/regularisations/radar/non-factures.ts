/** C-CUT-10 : livré ou reçu depuis plus de trente jours, et toujours pas facturé. */
import { absolu, ajouterJours, type Jour, type Montant } from '../../../comptabilite';
import { euros, leJour } from './dire';
import { estFacturee, resteDesReceptions } from './reste';
import { cleLigne, CODES_RADAR, type Constat, type DonneesRadar, type OptionsRadar } from './types';

export function* nonFactures(donnees: DonneesRadar, options: OptionsRadar): Iterable<Constat> {
  const limite = ajouterJours(options.arrete, -options.delaiFacturation);
  yield* receptionsAnciennes(donnees, options, limite);
  yield* livraisonsAnciennes(donnees, options, limite);
}

function* receptionsAnciennes(donnees: DonneesRadar, options: OptionsRadar, limite: Jour): Iterable<Constat> {
  const resteDe = resteDesReceptions(donnees, options);
  for (const r of donnees.receptions) {
    if (r.DateReception >= limite) continue;
    const reste = resteDe(r);
    if (reste === 0) continue;
    const cle = cleLigne(r.IdReception, r.Ligne);
    const couverte = options.fnpPerpetuel || options.propose('Receptions', cle) !== undefined;
    yield {
      ...constat('Receptions', r.ligne, cle, reste),
      colonne: 'DateReception',
      message: {
        fr: `Réception ${cle} du ${leJour(r.DateReception).fr} (${r.IdFournisseur}) : ${euros(reste).fr} toujours pas facturés ${depuis(options, r.DateReception).fr}.`,
        en: `Receipt ${cle} of ${leJour(r.DateReception).en} (${r.IdFournisseur}): ${euros(reste).en} still not invoiced ${depuis(options, r.DateReception).en}.`,
      },
      remede: {
        fr: 'Réclamez la facture, ou soldez la réception si elle ne viendra pas.',
        en: 'Ask for the invoice, or settle the receipt if none will come.',
      },
      ...(couverte
        ? {}
        : {
            proposition: {
              module: 'FNP',
              montant: reste,
              compte: r.Compte,
              idTiers: r.IdFournisseur,
              idAffaire: r.IdAffaire,
              codeTVA: r.CodeTVA,
            },
          }),
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

const constat = (table: string, ligne: number, cle: string, reste: Montant) =>
  ({ code: CODES_RADAR.NON_FACTURE, gravite: 'ALERTE', table, ligne, cle, risque: absolu(reste) }) as const;

const depuis = ({ arrete }: OptionsRadar, j: Jour) => ({
  fr: `après ${arrete - j} jours`,
  en: `after ${arrete - j} days`,
});

/** Le client facturé sur chaque affaire : une livraison ne le dit pas. */
function clientsDesAffaires({ facturesClients }: DonneesRadar): Map<string, string> {
  return new Map(facturesClients.flatMap(f => (f.IdAffaire ? [[f.IdAffaire, f.IdClient] as const] : [])));
}
