import { comptabiliteGenerale } from '../../../../src/cloture/comptabilite-generale';
import { pieces } from '../../../../src/cloture/comptabilite-generale/pieces';
import type { Capacite } from '../../../../src/cloture/capacite';
import { EcrituresCloture } from '../../../../src/cloture/tables-communes';
import { arbre, rejouer, type Explication } from '../../../../src/comptabilite';
import { calculer, contexteDe, type Dossier } from './atelier';

const DOSSIER: Dossier = {
  Ecritures:
    'Exercice;Journal;EcritureNum;Ligne;DateEcriture;Compte;Tiers;Piece;DatePiece;Libelle;Debit;Credit;Devise;MontantDevise;DateEcheance\n' +
    '2026;VT;1;1;2026-11-05;411;C1;F1;2026-11-05;V;9090.91;0;USD;10000;2026-12-20\n' +
    '2026;VT;1;2;2026-11-05;706;;F1;2026-11-05;V;0;9090.91;;;\n' +
    '2026;VT;2;1;2026-11-06;411;C1;F2;2026-11-06;V;120;0;;;\n' +
    '2026;VT;2;2;2026-11-06;706;;F2;2026-11-06;V;0;120;;;',
  SaisieEcritures:
    'IdPiece;Ligne;Type;Date;Piece;Libelle;Compte;Tiers;Debit;Credit;Montant;CodeTVA\n' +
    'P1;1;FACTURE_CLIENT;2026-11-12;F-7;Facture;706;C1;;;10.03;N\n' +
    'P1;2;FACTURE_CLIENT;2026-11-12;F-7;Facture;707;C1;;;10.03;N\n' +
    'P2;1;ECRITURE;2026-11-12;OD;OD;613;;5.00;;;\n' +
    'P2;2;ECRITURE;2026-11-12;OD;OD;512;;;5.00;;',
  Abonnements:
    'IdAbonnement;Libelle;Mode;Montant;Periodicite;Debut;Fin;Compte\nEAU;Eau;ETALE;100.00;MENSUELLE;2026-11-01;2027-01-31;606100',
  Contrepassations: 'IdDemande;Date;Mode;Motif;Cle\nD1;2026-11-20;NEGATIF;Double;2026|VT|2',
  TauxChange: 'Devise;Date;Taux;Type\nUSD;2026-11-30;1.16;CLOTURE',
};

/** Chaque débit et chaque crédit de ces modules a son arbre, dont la valeur est celle de la cellule. */
test.each([
  ['les pièces', pieces, 10],
  ['le change', comptabiliteGenerale, 4],
] as const)(
  '%s : chaque montant écrit s’explique, et l’arbre se rejoue depuis les cellules',
  (_, capacite: Capacite, attendus) => {
    const depart = contexteDe(DOSSIER);
    const contexte = capacite === comptabiliteGenerale ? calculer(pieces, depart).ensuite : depart;
    const { ensuite } = calculer(capacite, contexte);
    const modules = new Set(capacite === pieces ? pieces.modules : ['CHANGE']);
    let expliques = 0;
    for (const ligne of ensuite.tables.lire(EcrituresCloture).lignes) {
      if (!modules.has(ligne.CleGeneration.split('|')[0]!)) continue;
      const colonne = ligne.Debit !== 0 ? 'Debit' : 'Credit';
      const explication = capacite.expliquer?.(ensuite, { table: EcrituresCloture.nom, ligne, colonne });
      expect([ligne.CleGeneration, ligne.Compte, explication?.valeur.toFixed(2)]).toEqual([
        ligne.CleGeneration,
        ligne.Compte,
        arbre.eurosExacts(ligne[colonne]).toFixed(2),
      ]);
      const lues = new Map(
        [...arbre.cellulesDe(explication as Explication)].map(c => [JSON.stringify(c.source), c.valeur]),
      );
      expect(
        rejouer(explication as Explication, source => lues.get(JSON.stringify(source))!).toFixed(2),
      ).toBe(explication!.valeur.toFixed(2));
      expliques++;
    }
    expect(expliques).toBe(attendus);
  },
);
