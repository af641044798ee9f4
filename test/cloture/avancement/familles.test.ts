import { join } from 'node:path';
import { METIERS, PREREGLAGES } from '../../../src/cloture/avancement/metiers';
import { ReglesCA } from '../../../src/cloture/tables-communes';
import { decoder } from '../../../src/workbook/decode';
import { cloturer, lireScenario } from '../../scenarios/scenario';

const scenario = (nom: string) => cloturer(lireScenario(join(__dirname, '../../scenarios', nom)));

test('une famille donne sa règle à ses produits qui n’en ont pas ; qui la suit et qui garde la sienne se lit', () => {
  const rendu = scenario('av-regle-famille');
  expect(rendu.get('CaAvancement')?.map(l => l['Regle'])).toEqual(['R']);
  const [dit, ...autres] = (rendu.get('Anomalies') ?? []).filter(a => a['Code'] === 'C-REV-40');
  expect(autres).toEqual([]);
  expect(dit).toMatchObject({ Gravite: 'INFO', Cle: 'ABONNEMENTS' });
  expect(dit?.['Message']).toContain('1 produit la suit (LICENCE), 1 garde la sienne (FORMATION)');
});

test('les règles d’un métier sont celles d’Akuiteo (domaine §5.10), et se lisent comme celles d’une feuille', () => {
  const types = (metier: (typeof METIERS)[number]) => PREREGLAGES[metier].map(r => r.Type);
  expect(types('EDITEUR')).toEqual([
    'PRORATA',
    'ACHEVEMENT',
    'ACHEVEMENT',
    'AVANCEMENT_REEL',
    'AVANCEMENT_THEORIQUE',
  ]);
  expect(types('INGENIERIE').sort()).toEqual(['ACHEVEMENT', 'AVANCEMENT_REEL', 'AVANCEMENT_THEORIQUE']);
  for (const metier of METIERS) {
    const lignes = PREREGLAGES[metier].map(r => [r.CodeRegle, r.Libelle, r.Type]);
    const lu = decoder(ReglesCA, [['CodeRegle', 'Libelle', 'Type'], ...lignes], { premiereLigne: 1 });
    expect(lu.anomalies.filter(a => a.gravite === 'BLOQUANT')).toEqual([]);
    expect(lu.lignes).toHaveLength(PREREGLAGES[metier].length);
  }
});
