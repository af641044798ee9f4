/** Contrôles des mouvements d'un bien (domaine §3.10, §3.11). */
import {
  date,
  moins,
  oppose,
  plus,
  somme,
  texteJour,
  texteMontant,
  ZERO,
  type Anomalie,
  type Montant,
} from '../../comptabilite';
import type { Bien } from './registre/bien';
import { surFiche } from './controles-fiche';

/** Ce qu'un mouvement ne peut pas dire sans rendre le plan faux : une fiche séparée le dit. */
export function* controlerMouvements(bien: Bien): Iterable<Anomalie> {
  const { mouvements, complements, parts, fiche } = bien;
  if (mouvements.length === 0) return;
  const bloquer = (message: string, remede: string) =>
    surFiche(bien, 'BLOQUANT', 'C-IMM-15', message, remede, { table: 'MouvementsImmo' });
  for (const m of mouvements) {
    if (m.Montant >= 0) continue;
    yield {
      ...bloquer(
        `mouvement ${m.NoMouvement} négatif.`,
        'Saisissez un montant positif : le type donne le sens.',
      ),
      ligne: m.ligne,
    };
  }
  const reste = parts.at(-1);
  if (reste !== undefined && reste.brut < 0) {
    yield bloquer(
      parts.length === 1
        ? `les avoirs dépassent les acquisitions de ${texteMontant(oppose(reste.brut))}.`
        : `les sorties partielles dépassent la valeur brute de ${texteMontant(somme(parts.map(p => p.brut)))}.`,
      'Corrigez les montants des mouvements : ils sont en valeur brute, pas en prix.',
    );
  }
  const premiere = parts.length > 1 ? Math.min(...parts.map(p => p.sortie ?? Infinity)) : Infinity;
  if (complements.some(c => c.date > premiere)) {
    yield bloquer(
      'un complément ou un avoir suit une sortie partielle.',
      'Scindez la fiche : ce qui est sorti d’un côté, ce qui reste de l’autre.',
    );
  }
  yield* controlerBrut(bien);
  yield* controlerAvoirs(bien);
  const revises = [
    ...(fiche.versions ?? []).map(v => v.dateEffet),
    ...(fiche.depreciations ?? []).map(d => d.date),
  ];
  if (revises.some(d => d > premiere)) {
    yield bloquer(
      'une révision ou une dépréciation suit une sortie partielle.',
      'Scindez la fiche : ce qui est sorti d’un côté, ce qui reste de l’autre.',
    );
  }
  if (complements.length > 0 && fiche.modeFiscal !== undefined) {
    yield bloquer(
      'un complément après la mise en service, sur un bien qui a un plan fiscal.',
      'Créez une fiche pour le complément : il a son propre plan fiscal.',
    );
  }
}

/** La valeur brute vient des mouvements : la fiche ne peut pas en dire une autre. */
function* controlerBrut(bien: Bien): Iterable<Anomalie> {
  if (!bien.parMouvements) return;
  const brut = somme(bien.parts.map(p => p.brut));
  const { ValeurBrute } = bien.ligne;
  if (ValeurBrute === brut || ValeurBrute === somme(bien.initiales.map(x => x.montant))) return;
  yield surFiche(
    bien,
    'ALERTE',
    'C-IMM-23',
    `valeur brute de ${texteMontant(ValeurBrute)} sur la fiche, ${texteMontant(brut)} par ses mouvements ; ce sont eux qui comptent.`,
    `Remettez ${texteMontant(brut)} sur la fiche, ou ajoutez le mouvement qui manque.`,
    { colonne: 'ValeurBrute' },
  );
}

/** Un avoir solde la facture qu'il cite, jamais plus ; celui d'un exercice fini a son propre type. */
function* controlerAvoirs(bien: Bien): Iterable<Anomalie> {
  const { mouvements } = bien;
  const factures = new Map<string, { solde: Montant; annee: number }>();
  for (const m of mouvements) {
    const facture = m.IdFactF ?? '';
    const connue = factures.get(facture);
    if (m.Type === 'ACQUISITION' || m.Type === 'COMPLEMENT')
      factures.set(facture, {
        solde: plus(connue?.solde ?? ZERO, m.Montant),
        annee: connue?.annee ?? date(m.Date).annee,
      });
    if (m.Type !== 'AVOIR' && m.Type !== 'AVOIR_ANTERIEUR') continue;
    const ou = { table: 'MouvementsImmo', ligne: m.ligne } as const;
    if (m.IdFactF !== undefined && m.Montant > (connue?.solde ?? ZERO))
      yield surFiche(
        bien,
        'BLOQUANT',
        'C-IMM-15',
        `l'avoir de ${texteMontant(m.Montant)} dépasse le solde de ${texteMontant(connue?.solde ?? ZERO)} de la facture ${m.IdFactF}.`,
        'Un avoir ne solde que sa facture : corrigez le montant ou le numéro de facture.',
        { ...ou, colonne: 'Montant' },
      );
    const anterieur = connue !== undefined && connue.annee < date(m.Date).annee;
    if (connue !== undefined && anterieur !== (m.Type === 'AVOIR_ANTERIEUR'))
      yield surFiche(
        bien,
        'ALERTE',
        'C-IMM-15',
        `avoir du ${texteJour(m.Date)} sur une acquisition de ${connue.annee}, en type ${m.Type}.`,
        `Mettez ${anterieur ? 'AVOIR_ANTERIEUR : il diminue le brut d’un exercice fini' : 'AVOIR : il diminue les acquisitions de l’exercice'}.`,
        { ...ou, colonne: 'Type' },
      );
    if (connue !== undefined) connue.solde = moins(connue.solde, m.Montant);
  }
}
