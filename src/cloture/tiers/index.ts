import { enNombre, somme, taux, texteMontant, terminer } from '../../comptabilite';
import type { Capacite } from '../capacite';
import type { Contexte, Resultat, TableProduite } from '../contexte';
import { PlanComptable } from '../tables-communes';
import { produireEntiere } from '../tables-communes/produire-entiere';
import { controler } from './controles';
import { Delais } from './delais';
import { expliquer } from './explications';
import { indicateurs } from './indicateurs';
import type { ModeleTiers } from './modele';
import { PRESENTATION_TIERS } from './presentation';
import { lignesBalance, produireBalance } from './produites';
import * as tables from './tables';
import { tendance } from './tendance';
import { travailler } from './travaux';
import { expliquerTravaux } from './travaux-explications';
import { prevoir } from './tresorerie';

/**
 * Clients et fournisseurs (domaine §8) : lettrage, opérations, créances douteuses et relances, puis postes ouverts à
 * l'arrêté, balances âgées, délais de paiement, tendance et prévision de trésorerie. N'écrit rien.
 */
function* calculerParTranches(contexte: Contexte): Generator<void, Resultat> {
  const { arrete, parametres } = contexte;
  const travaux = yield* travailler(contexte);
  const { modele } = travaux;
  yield;
  const constats = controler(modele, arrete, parametres.valeur('SeuilConcentration'));
  yield;
  const etats = yield* produireEtats({ ...contexte, tables: travaux.tables }, modele);
  return {
    capacite: PRESENTATION_TIERS.nom,
    anomalies: [...parametres.anomalies, ...constats, ...travaux.anomalies],
    ecritures: [...travaux.ecritures],
    produites: [...etats, ...travaux.produites],
    resume: resumer(modele, contexte),
  };
}

/** Les cinq états de l'arrêté ; rend la main entre deux pièces. */
function* produireEtats(
  { arrete, tables: lues, parametres }: Contexte,
  modele: ModeleTiers,
): Generator<void, TableProduite[]> {
  const noms = new Map(lues.lire(PlanComptable).lignes.map(l => [l.Compte as string, l.Libelle]));
  const balance = (sens: 'CLIENT' | 'FOURNISSEUR') =>
    produireBalance(
      tables.tableBalance(sens, modele.reglages.bornes),
      lignesBalance(modele.balance(arrete, sens), modele, compte => noms.get(compte)),
    );
  const clients = balance('CLIENT');
  yield;
  const fournisseurs = balance('FOURNISSEUR');
  yield;
  const connu = modele.lu.auxiliaire.n > 0;
  const delais = new Delais(modele, lues, Number(parametres.valeur('DSOMois')));
  const seuil = taux(enNombre(parametres.valeur('DSOAlerteJours')));
  const lignes = connu ? yield* indicateurs(modele, delais, lues, parametres, arrete) : [];
  const mois = connu ? yield* tendance(modele, delais, arrete, seuil) : [];
  yield;
  const semaines = connu ? prevoir(modele, arrete) : [];
  return [
    clients,
    fournisseurs,
    produireEntiere(tables.IndicateursTiers, lignes, l => l.Code),
    produireEntiere(tables.TendanceTiers, mois, l => l.FinDeMois),
    produireEntiere(tables.PrevisionTresorerie, semaines, l => l.Semaine),
  ];
}

/** Le bilan de la capacité en une ligne. */
function resumer(modele: ModeleTiers, { arrete }: Contexte): string {
  if (modele.lu.auxiliaire.n === 0) return 'Tiers : ni écritures ni factures, rien à vieillir';
  const dire = (sens: 'CLIENT' | 'FOURNISSEUR', nom: string) => {
    const { total, unites } = modele.balance(arrete, sens);
    const enRetard = unites.flatMap(u => u.postes.filter(v => v.retard > 0 && v.montant > 0));
    const echu = somme(enRetard.map(v => v.montant));
    const nombre = `${unites.length} ${nom}${unites.length > 1 ? 's' : ''}`;
    return `${nombre}, ${texteMontant(total.total)} dont échu ${texteMontant(echu)}`;
  };
  return `Tiers : ${dire('CLIENT', 'client')} ; ${dire('FOURNISSEUR', 'fournisseur')}`;
}

export const tiers: Capacite = {
  ...PRESENTATION_TIERS,
  calculer: contexte => terminer(calculerParTranches(contexte)),
  calculerParTranches,
  expliquer: (contexte, cellule) => expliquerTravaux(contexte, cellule) ?? expliquer(contexte, cellule),
};
