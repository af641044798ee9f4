import {
  codeSuivant,
  lireDemande,
  lireSaisie,
} from '../../../../src/cloture/comptabilite-generale/pieces/vue';
import { depuisEuros } from '../../../../src/comptabilite';
import { le } from './atelier';

describe('ce que le volet lit des champs', () => {
  const FACTURE = {
    Type: 'FACTURE_FOURNISSEUR',
    Date: '12/11/2026',
    Piece: 'A201',
    Libelle: 'Papier',
    Tiers: 'F1',
    Compte: '606400',
    Montant: '1 234,50',
    CodeTVA: '',
  };
  test('une facture en une ligne, à la française', () => {
    expect(lireSaisie(FACTURE, 'S-1')).toEqual({
      ligne: {
        IdPiece: 'S-1',
        Ligne: 1,
        Type: 'FACTURE_FOURNISSEUR',
        Date: le('2026-11-12'),
        Piece: 'A201',
        Libelle: 'Papier',
        Tiers: 'F1',
        Montant: depuisEuros(1234.5),
        Compte: '606400',
        CodeTVA: undefined,
      },
    });
  });
  test('chaque champ vide ou illisible est nommé, rien n’est rendu', () => {
    expect(lireSaisie({ ...FACTURE, Date: '31/02/2026', Montant: '', Compte: '6' }, 'S-1')).toEqual({
      fautes: { Date: 'illisible', Montant: 'manque', Compte: 'illisible' },
    });
    expect(lireSaisie({ Type: 'MODELE' }, 'S-1')).toEqual({
      fautes: { Date: 'manque', Piece: 'manque', Libelle: 'manque', Montant: 'manque', Modele: 'manque' },
    });
  });
  test('une contrepassation demande une date, un motif et un critère', () => {
    expect(lireDemande({ Date: '30/11/2026', Motif: 'Double' }, 'D-1')).toEqual({
      fautes: { Cle: 'manque' },
    });
    expect(
      lireDemande(
        { Date: '30/11/2026', Motif: 'Double', Journal: 'VT', Brouillard: 'O', Mode: 'NEGATIF' },
        'D-1',
      ),
    ).toMatchObject({
      ligne: { IdDemande: 'D-1', Date: le('2026-11-30'), Journal: 'VT', Brouillard: true, Mode: 'NEGATIF' },
    });
  });
  test('le code suivant ne reprend pas celui d’un autre', () => {
    expect([codeSuivant([], 'S-'), codeSuivant(['S-1', 'S-9', 'X', 'S-a'], 'S-')]).toEqual(['S-1', 'S-10']);
  });
});
