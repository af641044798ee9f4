/** Tout ce que les états ont d'anormal, dans l'ordre où l'on veut le lire. */
import { jour, signaler, texteMontant, versIso, type Anomalie } from '../../comptabilite';
import type { Contexte } from '../contexte';
import * as t from '../tables-communes';
import type { Arrete } from './arreter';
import { netBilan } from './calcul/arreter';
import { dispositionActif, dispositionCr, dispositionPassif } from './calcul/dispositions';
import { evaluer, lu } from './calcul/presenter';
import * as c from './controles';
import { colonnesGestion, lireGestion } from './presentation-gestion';
import { rapprocherCA } from './rapprochement-ca';
import { LignesEtat, RegroupementComptes } from './tables-saisies';

const BORNES = { obligatoire: jour(2025, 1, 1), anticipe: jour(2024, 1, 1) };

/** Les anomalies des états de l'arrêté. */
export function controlerEtats(a: Arrete): Anomalie[] {
  const { etats, regroupement, exercice, livre, contexte } = a;
  const lieu = lieuDesComptes(contexte);
  const soldes = livre.soldes(etats.arrete);
  const comptes = [...livre.mouvements(exercice.debut, etats.arrete).keys(), ...soldes.map(s => s.compte)];
  const sansLigne = [...etats.resultat.cumul.sansLigne, ...etats.bilan.presentation.sansLigne];
  const force = contexte.parametres.valeur('ReferentielComptable') !== 'AUTO';
  return [
    ...(force ? [] : c.planContredit(exercice, BORNES)),
    ...c.horsMillesime(comptes, regroupement, lieu),
    ...c.sansLigne(sansLigne, regroupement, lieu),
    ...c.decisionsInconnues(decisions(a), regroupement),
    ...(sansLigne.length > 0 ? [] : concordance(a)),
    ...caDeGestion(contexte),
    ...c.enAttente(soldes, lieu),
    ...c.conversions(etats.conversions),
    ...gestion(a),
    ...sources(a),
  ];
}

/** Aucun exercice ne contient l'arrêté : rien ne peut s'établir. */
export function sansExercice({ arrete }: Contexte): Anomalie {
  return signaler(
    'BLOQUANT',
    'C-ETA-06',
    {
      fr: `Aucun exercice ne contient l’arrêté du ${versIso(arrete)} : les états ne peuvent pas s’établir.`,
      en: `No fiscal year contains the closing date ${versIso(arrete)}: statements cannot be drawn up.`,
    },
    { fr: 'Ajoutez l’exercice à « Exercices comptables ».', en: 'Add the year to "Exercices comptables".' },
    { table: t.Exercices.nom },
  );
}

function lieuDesComptes({ tables }: Contexte): c.LieuCompte {
  const lignes = new Map(tables.lire(t.PlanComptable).lignes.map(l => [l.Compte as string, l.ligne]));
  return compte => {
    const ligne = lignes.get(compte);
    return { table: t.PlanComptable.nom, ...(ligne === undefined ? {} : { ligne }) };
  };
}

function decisions({ contexte: { tables }, exercice }: Arrete): c.Decision[] {
  const plan = tables.lire(t.PlanComptable).lignes.flatMap((l): c.Decision[] => {
    const gestion = /^[67]/.test(l.Compte);
    const code = gestion ? l.LigneCR : l.LigneBilan;
    const colonne = gestion ? 'LigneCR' : 'LigneBilan';
    return code === undefined
      ? []
      : [{ compte: l.Compte, code, table: t.PlanComptable.nom, ligne: l.ligne, colonne }];
  });
  const regles = tables
    .lire(RegroupementComptes)
    .lignes.filter(l => l.Referentiel === undefined || l.Referentiel === exercice.referentiel)
    .map(l => ({
      compte: l.Compte,
      code: l.Ligne,
      table: RegroupementComptes.nom,
      ligne: l.ligne,
      colonne: 'Ligne',
    }));
  return [...plan, ...regles];
}

function concordance({ etats, exercice }: Arrete): Anomalie[] {
  const { bilan, resultat } = etats;
  const actif = evaluer(dispositionActif(exercice.referentiel), bilan.presentation);
  const passif = evaluer(dispositionPassif(exercice.referentiel), bilan.presentation, code =>
    netBilan(bilan, code),
  );
  const cr = evaluer(dispositionCr(exercice.referentiel), resultat.cumul);
  return c.bilanEtResultat(lu(actif, 'TA'), lu(passif, 'TP'), {
    etat: lu(cr, 'RES'),
    comptes: bilan.parts.P10N,
  });
}

function caDeGestion(contexte: Contexte): Anomalie[] {
  const rapproche = rapprocherCA(contexte);
  return rapproche ? c.caDeGestion(rapproche) : [];
}

/** C-ETA-08 : la présentation du contrôleur oublie des comptes, ou les compte sur deux lignes. */
function gestion(a: Arrete): Anomalie[] {
  const { lignes, anomalies } = lireGestion(a.contexte.tables);
  const { index, cumul } = colonnesGestion(a, lignes);
  const dire = (fr: string, en: string) =>
    signaler(
      'ALERTE',
      'C-ETA-08',
      { fr: `Compte de gestion : ${fr}.`, en: `Management statement: ${en}.` },
      {
        fr: 'Complétez la colonne « Comptes » de ses lignes.',
        en: 'Complete the "Comptes" column of its rows.',
      },
      { table: LignesEtat.nom },
    );
  const oublies = [...new Set(cumul.sansLigne)].sort();
  return [
    ...anomalies,
    ...(oublies.length > 0
      ? [
          dire(
            `${oublies.slice(0, 5).join(', ')} n’y sont sur aucune ligne`,
            `${oublies.slice(0, 5).join(', ')} are on no row`,
          ),
        ]
      : []),
    ...(index.doubles.length > 0
      ? [
          dire(
            `${index.doubles.join(', ')} sont demandés par deux lignes`,
            `${index.doubles.join(', ')} are claimed by two rows`,
          ),
        ]
      : []),
  ];
}

/** C-ETA-11 et C-ETA-12 : ce que les états ne peuvent pas dire, faute d'écritures ou d'à-nouveaux. */
function sources({ contexte, etats: { bilan }, livre }: Arrete): Anomalie[] {
  const anomalies: Anomalie[] = [];
  if (livre.vide || contexte.tables.lire(t.Ecritures).absente)
    anomalies.push(
      signaler(
        'INFO',
        'C-ETA-11',
        {
          fr: 'Pas d’écritures importées : les états ne portent que celles de la clôture.',
          en: 'No imported entries: statements carry those of the close only.',
        },
        {
          fr: 'Importez le FEC ou les écritures de l’exercice.',
          en: 'Import the FEC or the entries of the year.',
        },
        { table: t.Ecritures.nom },
      ),
    );
  if (bilan.parts.P10P !== 0) {
    const m = bilan.parts.P10P;
    anomalies.push(
      signaler(
        'INFO',
        'C-ETA-12',
        {
          fr: `L’exercice d’avant n’est pas repris en à-nouveaux : son résultat (${texteMontant(m)}) est montré à part dans les capitaux propres.`,
          en: `The prior year has no opening entries: its result (${texteMontant(m, 'en')}) is shown apart in equity.`,
        },
        {
          fr: 'Passez les à-nouveaux, provisoires au besoin.',
          en: 'Book the opening entries, provisional if need be.',
        },
        { table: t.Ecritures.nom },
      ),
    );
  }
  return anomalies;
}
