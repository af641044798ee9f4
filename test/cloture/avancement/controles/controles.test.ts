import { taux, type Anomalie } from '../../../../src/comptabilite';
import { controlerTemps } from '../../../../src/cloture/avancement/controles';
import { enDeuxLangues } from '../../../workbook/tables/langues';
import { Atelier, NOVEMBRE } from '../atelier';
import { COUTS, TAUX } from './couts';
import { LIGNES } from './lignes';
import { OCTOBRE, regie, saine } from './outils';
import { PASSE } from './passe';
import { VENTES } from './ventes';

/**
 * Chaque contrôle de l'avancement (domaine §15) : levé, il mène à sa cellule et dit quoi faire, dans les deux
 * langues ; le défaut ôté, il se tait. La première ligne d'une table de l'atelier est la ligne 5.
 */
function anomaliesDe(a: Atelier, arrete = NOVEMBRE): Anomalie[] {
  const { temps, affaires } = a.donnees;
  return [...a.etablir(arrete).anomalies, ...controlerTemps(temps, affaires, { arrete, precedent: OCTOBRE })];
}

const CAS = [...COUTS, ...TAUX, ...VENTES, ...LIGNES, ...PASSE].map(
  c => [`${c.code}, ${c.quand}`, c] as const,
);

describe.each(CAS)('%s', (_nom, { code, gravite, lieu, fautif, sain, arrete }) => {
  const trouver = (a: Atelier, jour = arrete) =>
    anomaliesDe(a, jour).filter(x => x.code === code && x.gravite === gravite && x.table === lieu[0]);

  test('se lève, à sa cellule, avec un remède, dans les deux langues', () => {
    const [premiere, ...autres] = trouver(fautif());
    const [table, ligne, colonne] = lieu;
    expect(premiere).toMatchObject({
      code,
      gravite,
      table,
      colonne,
      cle: expect.stringMatching(/\w/) as string,
    });
    expect(premiere?.ligne).toBe(ligne);
    expect(autres.every(x => x.code === code)).toBe(true);
    enDeuxLangues([premiere!]);
  });

  test('se tait sans le défaut', () => {
    expect(trouver((sain ?? saine)(), NOVEMBRE)).toEqual([]);
  });
});

test('au-delà de cent, les temps fautifs se comptent en une ligne', () => {
  const a = new Atelier().affaire('Z', { Statut: 'CLOSE' });
  const [modele] = saine().donnees.temps;
  const temps = Array.from({ length: 250 }, (_, i) => ({
    ...modele!,
    IdAffaire: 'Z',
    IdCollab: `C${i}`,
    ligne: i + 5,
  }));
  const trouvees = controlerTemps(temps, a.donnees.affaires, { arrete: NOVEMBRE, precedent: OCTOBRE });
  expect(trouvees).toHaveLength(101);
  expect(trouvees.at(-1)?.message).toBe('150 autres temps ont le même défaut.');
  enDeuxLangues(trouvees);
});

test('le % théorique d’une régie ne demande pas de reste à faire en euros', () => {
  const sansPlanning = regie(40).remplacer({ planning: [] });
  expect(anomaliesDe(sansPlanning).filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
  expect(sansPlanning.a().mesure.tauxRetenu?.equals(taux('0.025'))).toBe(true);
});
