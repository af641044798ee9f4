/** Une société au rattachement des produits : aucune règle de CA ne s'y applique (capacité 180, domaine §4.7). */
import {
  arretePrecedent,
  confronterValidees,
  signaler,
  somme,
  texteJour,
  texteMontant,
  versIso,
  type Anomalie,
} from '../../comptabilite';
import type { Contexte, Resultat } from '../contexte';
import { EcrituresCloture, Historique } from '../tables-communes';
import { produireProvisions } from './perte/produites';
import { PRESENTATION_AVANCEMENT } from './presentation';
import { produireDetail } from './produire-detail';
import { produireCaAvancement, produireHistorique } from './produites';
import { CaAvancement } from './tables';
import { CaDetail } from './tables-detail';

/** Modules dont l'historique garde un solde : leurs écritures n'ont pas d'extourne. */
const SOLDES = [
  ['P1516', { fr: 'Provision pour perte à terminaison', en: 'Provision for loss at completion' }],
  ['P394', { fr: 'Dépréciation des en-cours', en: 'Write-down of work in progress' }],
  ['ENCOURS', { fr: 'En-cours de production', en: 'Work in progress' }],
] as const;

/**
 * L'arrêté sans règle de CA : ce qu'une exécution d'avant y avait mis se retire, rien ne s'y ajoute. Une provision ou un
 * en-cours du mois d'avant, qui n'a pas d'extourne, se dit (C-REV-41).
 */
export function arreterSansRegles(contexte: Contexte): Resultat {
  const { arrete, tables, parametres } = contexte;
  const { modules, nom } = PRESENTATION_AVANCEMENT;
  const existantes = tables.lire(EcrituresCloture).lignes;
  const { anomalies } = confronterValidees([], existantes, arrete, new Set(modules));
  return {
    capacite: nom,
    anomalies: [...parametres.anomalies, ...anomalies, ...soldesLaisses(contexte)],
    ecritures: [],
    produites: [
      ...(tables.lire(CaAvancement).absente ? [] : [produireCaAvancement([], arrete, id => id, [])]),
      ...(tables.lire(CaDetail).absente ? [] : [produireDetail([], arrete, id => id)]),
      produireHistorique([], arrete, () => false),
      ...SOLDES.map(([module]) => produireProvisions([], arrete, parametres.valeur('CPT_ENCOURS'), module)),
    ],
    resume: "Chiffre d'affaires : rien par règle, ModuleProduits vaut RATTACHEMENT",
  };
}

function soldesLaisses({ arrete, tables, parametres }: Contexte): Anomalie[] {
  const precedent = arretePrecedent(arrete, parametres.valeur('DateArretePrecedent'));
  const lignes = tables.lire(Historique).lignes.filter(l => l.Arrete === precedent);
  return SOLDES.flatMap(([module, nom]) => {
    const solde = somme(lignes.filter(l => l.Module === module).map(l => l.Montant));
    if (solde === 0) return [];
    return [
      signaler(
        'ALERTE',
        'C-REV-41',
        {
          fr: `${nom.fr} : les règles de CA ont laissé ${texteMontant(solde)} € au ${texteJour(precedent)}, que ModuleProduits = RATTACHEMENT ne suit plus.`,
          en: `${nom.en}: revenue rules left €${texteMontant(solde, 'en')} at ${versIso(precedent)}, which ModuleProduits = RATTACHEMENT no longer follows.`,
        },
        {
          fr: 'Soldez ce montant par une écriture, ou revenez à RECONNAISSANCE.',
          en: 'Clear this amount with an entry, or go back to RECONNAISSANCE.',
        },
        { table: 'Parametres', colonne: 'Valeur', cle: 'ModuleProduits' },
      ),
    ];
  });
}
