/** Les tiers et les comptes d'un FEC, tels que les tables du classeur les veulent. */
import type { Compte } from '../../../../comptabilite';
import type { Valeurs } from '../../../../workbook/table';
import type { PlanComptable, Tiers } from '../../../tables-communes';
import type { LignesFec } from './lignes';
import type { Signalements } from './signalements';

type TypeTiers = Valeurs<typeof Tiers>['Type'];

/** Type d'un tiers par le compte qui le porte (domaine §2, classes 40, 41 et 42). */
const typeDe = (compte: string): TypeTiers =>
  compte.startsWith('41')
    ? 'CLIENT'
    : compte.startsWith('40')
      ? 'FOURNISSEUR'
      : compte.startsWith('42')
        ? 'SALARIE'
        : 'AUTRE';

const PRINCIPAL: Readonly<Record<TypeTiers, string>> = {
  CLIENT: '411',
  FOURNISSEUR: '401',
  SALARIE: '421',
  AUTRE: '',
};

/** Nombre de lignes par compte, pour chaque tiers. */
function usages(lignes: LignesFec): Map<number, number>[] {
  const parTiers: Map<number, number>[] = lignes.auxiliaires.textes.map(() => new Map<number, number>());
  for (let i = 0; i < lignes.nombre; i++) {
    const tiers = lignes.tiers[i]!;
    if (tiers < 0) continue;
    const comptes = parTiers[tiers]!;
    comptes.set(lignes.compte[i]!, (comptes.get(lignes.compte[i]!) ?? 0) + 1);
  }
  return parTiers;
}

/**
 * Les tiers du fichier : leur type vient de leurs comptes, leur collectif est le compte principal du type (411, 401) ou
 * le plus employé.
 */
export function tiersDuFec(lignes: LignesFec, constats: Signalements): Valeurs<typeof Tiers>[] {
  const { textes, libelles, lignes: premieres } = lignes.auxiliaires;
  const parTiers = usages(lignes);
  return textes.map((IdTiers, rang) => {
    const comptes = [...parTiers[rang]!].map(([compte, nombre]) => ({
      compte: lignes.comptes.textes[compte]!,
      nombre,
    }));
    const parType = new Map<TypeTiers, number>();
    for (const { compte, nombre } of comptes)
      parType.set(typeDe(compte), (parType.get(typeDe(compte)) ?? 0) + nombre);
    const [Type] = [...parType].sort((a, b) => b[1] - a[1])[0] ?? ['AUTRE' as const];
    if (parType.has('CLIENT') && parType.has('FOURNISSEUR'))
      constats.noter('DEUX_TYPES', premieres[rang]!, 'CompAuxNum', IdTiers, Type);
    const rangDe = (compte: string) => (PRINCIPAL[Type] !== '' && compte.startsWith(PRINCIPAL[Type]) ? 0 : 1);
    const [collectif] = comptes
      .filter(({ compte }) => typeDe(compte) === Type)
      .sort((a, b) => rangDe(a.compte) - rangDe(b.compte) || b.nombre - a.nombre);
    const nom = libelles[rang]!;
    return { IdTiers, Nom: nom === '' ? IdTiers : nom, Type, CompteCollectif: collectif!.compte as Compte };
  });
}

/** Les comptes du fichier ; collectif celui dont chaque ligne nomme un tiers. */
export function comptesDuFec(lignes: LignesFec): Valeurs<typeof PlanComptable>[] {
  const { textes, libelles } = lignes.comptes;
  const avec = textes.map(() => 0);
  const total = textes.map(() => 0);
  for (let i = 0; i < lignes.nombre; i++) {
    const compte = lignes.compte[i]!;
    total[compte]!++;
    if (lignes.tiers[i]! >= 0) avec[compte]!++;
  }
  const comptes = textes.map((texte, rang) => {
    const collectif = avec[rang]! > 0 && avec[rang] === total[rang];
    return {
      Compte: texte as Compte,
      Libelle: libelles[rang] === '' ? texte : libelles[rang]!,
      ...(collectif ? { Collectif: true, TypeTiers: typeDe(texte) } : {}),
    };
  });
  return comptes.sort((a, b) => (a.Compte < b.Compte ? -1 : 1));
}
