import { enEuros, enSerie, estBloquante, jour, type Jour, type Montant } from '../../comptabilite';
import { lireChoix, lireCle, lireDate, lirePeriode } from '../arguments';
import { erreurDe, exigerParametres } from '../blocages';
import {
  ErreurFonction,
  manque,
  type Acces,
  type ExempleFonction,
  type Fonction,
  type Modele,
  type ResultatFonction,
  type Texte,
} from '../fonction';
import { AU, DU, parametre, parametreDate } from '../fonction-parametres';
import { PERIODICITE } from './arguments';
import { PERIODICITES } from './calcul';
import { controlerBien } from './controles';
import { COLONNES_PLAN, EXEMPLE_PLAN } from './fonctions';
import { assembler } from './registre/bien';
import { lignesDuPlan, type BienPlanifie as Planifie } from './registre/plan-produit';
import { dotationDuPlan, planifier, relever } from './registre/plans';
import { lireImmobilisations, lireOptions } from './registre/donnees';
import { TABLES_PLANS } from './tables-lues';

const IMMO = parametre(
  ['immo', "Numéro de l'immobilisation au registre. Vide : #N/A."],
  ['asset', 'Asset number in the register. Empty: #N/A.'],
);
const DATE = parametreDate(
  ['date', 'Jour demandé ; le soir de ce jour.'],
  ['date', 'Day asked for; at the end of that day.'],
);

/** Le registre d'une lecture du classeur : rangé une fois, chaque bien planifié à sa première demande. */
class RegistreLu {
  private readonly fiches: Map<string, ReturnType<typeof lireImmobilisations>['fiches'][number]>;
  private readonly planifies = new Map<string, Planifie | ErreurFonction>();
  readonly donnees;

  constructor(private readonly modele: Modele) {
    this.donnees = lireImmobilisations(modele.tables);
    this.fiches = new Map(this.donnees.fiches.map(f => [f.IdImmo, f]));
  }

  /** @throws ErreurFonction #N/A : fiche inconnue, illisible ou incalculable. */
  bien(id: string, date: Jour): Planifie {
    const parametres = this.modele.parametres(date);
    exigerParametres(parametres);
    const options = lireOptions(parametres);
    const cle = `${id}|${options.reprise}|${options.reste}|${options.derogatoireMensuel}`;
    const connu = this.planifies.get(cle) ?? this.planifier(id, options);
    this.planifies.set(cle, connu);
    if (connu instanceof ErreurFonction) throw connu;
    return connu;
  }

  private planifier(id: string, options: ReturnType<typeof lireOptions>): Planifie | ErreurFonction {
    const illisible = this.illisible(id);
    if (illisible) return illisible;
    const fiche = this.fiches.get(id);
    if (fiche === undefined)
      return manque(
        `immobilisation « ${id} » inconnue : vérifiez son numéro dans la table Immobilisations`,
        `unknown asset "${id}": check its number in the Immobilisations table`,
      );
    const bien = assembler(fiche, this.donnees);
    const bloquante = controlerBien(bien, options, this.donnees).find(estBloquante);
    return bloquante ? erreurDe(bloquante) : { bien, plans: planifier(bien, this.donnees, options) };
  }

  /** Une ligne illisible tait les chiffres de son bien ; de tous si elle n'en nomme aucun. */
  private illisible(id: string): ErreurFonction | undefined {
    for (const table of TABLES_PLANS) {
      const lecture = this.modele.tables.lire(table);
      for (const anomalie of lecture.anomalies.filter(estBloquante)) {
        const deLaLigne = (l: object) => (l as { ligne?: unknown }).ligne === anomalie.ligne;
        const rang = lecture.ecartees.find(deLaLigne) ?? lecture.lignes.find(deLaLigne);
        const concerne = (rang as Record<string, unknown> | undefined)?.['IdImmo'];
        if (concerne === undefined || concerne === id) return erreurDe(anomalie);
      }
    }
    return undefined;
  }
}

const registres = new WeakMap<Modele, RegistreLu>();

function registreDe(modele: Modele): RegistreLu {
  const connu = registres.get(modele) ?? new RegistreLu(modele);
  registres.set(modele, connu);
  return connu;
}

/** Numéro d'immobilisation. @throws ErreurFonction comme `lireCle` */
function lireImmo(brut: unknown): string {
  const vide = { fr: 'indiquez le numéro d’une immobilisation', en: 'give an asset number' };
  return lireCle(brut, IMMO.nom, vide, { fr: 'un numéro d’immobilisation', en: 'an asset number' });
}

function lire(acces: Acces, immo: unknown, date: Jour): Planifie {
  const id = lireImmo(immo);
  return registreDe(acces.modele()).bien(id, date);
}

/** En-têtes d'un plan du registre ; le fiscal et le 145 sont vides sans plan fiscal. */
const FISCALES = {
  fr: ['Dotation fiscale', 'Dérogatoire', 'Solde du 145'],
  en: ['Tax charge', 'Excess tax charge', 'Balance of 145'],
} as const;

/** Le plan d'un bien en lignes de cellules, en-têtes compris. */
function deborder(acces: Acces, immo: unknown, periodiciteLue: unknown): ResultatFonction {
  const modele = acces.modele();
  const id = lireImmo(immo);
  const periodicite = lireChoix(periodiciteLue, PERIODICITE.nom, PERIODICITES, 'ANNUELLE');
  const registre = registreDe(modele);
  const arrete = modele.arrete ?? (SANS_ARRETE as Jour);
  const lignes = lignesDuPlan(registre.bien(id, arrete), {
    arrete,
    donnees: registre.donnees,
    options: { periodicite },
  });
  if (lignes.length === 0)
    throw manque(
      `« ${id} » n'a pas de plan : il n'est pas amortissable, ou attend sa mise en service`,
      `"${id}" has no schedule: it is not depreciable, or not in service yet`,
    );
  const fiscal = lignes.some(l => l.Fiscale !== undefined);
  const cellule = (m: Montant | undefined) => (m === undefined ? '' : enEuros(m));
  return [
    [...COLONNES_PLAN[acces.langue], ...(fiscal ? FISCALES[acces.langue] : [])],
    ...lignes.map(l => [
      enSerie(l.Debut, acces.base1904),
      enSerie(l.Fin ?? l.Debut, acces.base1904),
      ...[l.Economique, l.Cumul, l.VNC].map(cellule),
      ...(fiscal ? [l.Fiscale, l.Derogatoire, l.Solde145].map(cellule) : []),
    ]),
  ];
}

/** Sans arrêté au classeur, les paramètres se lisent à cette date : ceux qui n'ont pas de date d'effet. */
const SANS_ARRETE = jour(2026, 1, 1);

const BASE = { resultat: { type: 'number' }, flux: true, lit: TABLES_PLANS } as const;

/** Une fonction de la valeur d'un bien à une date. */
function aLaDate(
  id: string,
  description: Texte,
  exemple: Pick<ExempleFonction, 'resultat' | 'source'>,
  valeur: (p: Planifie, d: Jour) => Montant,
): Fonction {
  return {
    ...BASE,
    id,
    description,
    parametres: [IMMO, DATE],
    exemple: {
      formule: `=${id}("INF-0001";"31/12/2026")`,
      arguments: ['INF-0001', '31/12/2026'],
      classeur: 'exemple',
      ...exemple,
    },
    creer: acces => (immo, date) => {
      const jour = lireDate(date, DATE.nom, acces.base1904);
      return enEuros(valeur(lire(acces, immo, jour), jour));
    },
  };
}

/** Les fonctions de cellule du registre : elles suivent les tables, comme CA.*. */
export const FONCTIONS_REGISTRE: readonly Fonction[] = [
  {
    ...BASE,
    id: 'IMMO.DOTATION',
    description: {
      fr: "Dotation économique d'une immobilisation du registre sur une période, bornes comprises, en euros.",
      en: 'Economic depreciation charge of an asset of the register over a period, both days included, in euros.',
    },
    parametres: [IMMO, DU, AU],
    exemple: {
      formule: '=IMMO.DOTATION("INF-0001";"01/11/2026";"30/11/2026")',
      arguments: ['INF-0001', '01/11/2026', '30/11/2026'],
      resultat: 333.33,
      source: 'T-IMM-01, novembre 2026',
      classeur: 'exemple',
    },
    remarques: {
      fr: 'Le plan tient compte des mouvements, des révisions, des dépréciations et de la sortie, ce jour compris. Un bien prévisionnel a un plan, jamais d’écriture.',
      en: 'The plan follows movements, revisions, impairments and the disposal, that day included. A forecast asset has a plan, never an entry.',
    },
    creer: acces => (immo, du, au) => {
      const { debut, fin } = lirePeriode(du, au, acces.base1904);
      const { bien, plans } = lire(acces, immo, fin);
      return enEuros(dotationDuPlan(bien, plans, debut, fin));
    },
  },
  {
    ...BASE,
    id: 'IMMO.PLAN',
    description: {
      fr: "Plan d'amortissement d'une immobilisation du registre, par exercice, semestre, trimestre ou mois.",
      en: 'Depreciation schedule of an asset of the register, by fiscal year, half-year, quarter or month.',
    },
    parametres: [IMMO, PERIODICITE],
    resultat: { type: 'any', matrice: true },
    exemple: {
      formule: '=IMMO.PLAN("INF-0001")',
      arguments: ['INF-0001', null],
      ...EXEMPLE_PLAN,
      classeur: 'exemple',
    },
    remarques: {
      fr: 'La première ligne porte les titres ; mettez un format de date sur les deux premières colonnes. Toutes les périodicités somment au même total. Avec un plan fiscal, trois colonnes s’ajoutent : dotation fiscale, mouvement et solde du 145.',
      en: 'The first row holds the headings; give the first two columns a date format. Every frequency adds up to the same total. With a tax schedule three columns are added: tax charge, movement and balance of 145.',
    },
    creer: acces => (immo, periodicite) => deborder(acces, immo, periodicite),
  },
  aLaDate(
    'IMMO.VNC',
    {
      fr: "Valeur nette comptable d'une immobilisation du registre au soir d'un jour, en euros ; 0 après sa sortie.",
      en: 'Net book value of an asset of the register at the end of a day, in euros; 0 after its disposal.',
    },
    { resultat: 9455.56, source: 'T-IMM-01, 2026' },
    ({ bien, plans }, d) => relever(bien, plans, d).vnc,
  ),
  aLaDate(
    'IMMO.CUMUL',
    {
      fr: "Amortissements cumulés d'une immobilisation du registre au soir d'un jour, en euros ; 0 après sa sortie.",
      en: 'Accumulated depreciation of an asset of the register at the end of a day, in euros; 0 after its disposal.',
    },
    { resultat: 2544.44, source: 'T-IMM-01, 2026' },
    ({ bien, plans }, d) => relever(bien, plans, d).amortissement,
  ),
];
