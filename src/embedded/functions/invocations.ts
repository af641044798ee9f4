/**
 * Registre des invocations : qui appelle quoi, avec quelle valeur. Sans Univer ni Office.js.
 *
 * Une invocation appartient aux cellules qui la demandent. Une fonction simple en a une par cellule et par jeu
 * d'arguments ; les appels en flux identiques en partagent une seule, comme Excel. Une cellule qui cesse d'appeler
 * (formule changée, effacée, déplacée, arguments autres) rend la sienne ; sans appelant, l'invocation est annulée.
 */
import { CANCELABLE, STREAMING } from './metadata';
import { type InvocationResult, type Outcome, sameOutcome } from './results';

export interface CellRef {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly address: string;
  /** L'adresse distingue cet appel d'un autre aux mêmes arguments. */
  readonly addressed: boolean;
  readonly flags: number;
}

export interface Invocation extends Call {
  readonly id: number;
  readonly key: string;
  readonly callers: Set<string>;
  outcome?: Outcome;
  sent: boolean;
  /** Sa première valeur est passée dans une cellule, par un calcul achevé. */
  shown: boolean;
}

interface CallingCell {
  readonly ref: CellRef;
  readonly calls: Set<Invocation>;
}

export interface Outbox {
  readonly invocations: readonly Invocation[];
  readonly cancellations: readonly number[];
}

const keyOf = (cell: CellRef): string => `${cell.sheetId}\n${cell.row}\n${cell.column}`;

export class InvocationRegistry {
  private nextId = 1;
  private readonly byId = new Map<number, Invocation>();
  private readonly streams = new Map<string, Invocation>();
  private readonly cells = new Map<string, CallingCell>();
  /** Cellules évaluées pendant le calcul en cours, et les appels qu'elles y ont faits. */
  private readonly visited = new Map<string, CallingCell>();
  private lastVisited = '';
  /** Cellules dont la formule vient de changer : leur évaluation est attendue avant d'annuler quoi que ce soit. */
  private readonly awaited = new Map<string, number>();
  private readonly orphans = new Set<Invocation>();
  private calculations = 0;
  private unsent: Invocation[] = [];
  private cancelled: number[] = [];

  /** Demande d'une cellule pendant un calcul. Rend l'issue connue, ou `undefined` tant qu'elle n'est pas venue. */
  request(cell: CellRef, call: Call): Outcome | undefined {
    const cellKey = keyOf(cell);
    const callKey = `${call.name}\n${call.addressed ? call.address : ''}\n${JSON.stringify(call.args)}`;
    let visit = this.visited.get(cellKey);
    if (!visit || cellKey !== this.lastVisited) {
      visit = { ref: cell, calls: new Set() };
      this.visited.set(cellKey, visit);
      this.lastVisited = cellKey;
    }
    const invocation =
      this.known(cellKey, visit, callKey) ??
      (call.flags & STREAMING ? this.streams.get(callKey) : undefined) ??
      this.create(call, callKey);
    invocation.callers.add(cellKey);
    this.orphans.delete(invocation);
    visit.calls.add(invocation);
    return invocation.outcome;
  }

  private known(cellKey: string, visit: CallingCell, callKey: string): Invocation | undefined {
    for (const calls of [visit.calls, this.cells.get(cellKey)?.calls]) {
      for (const invocation of calls ?? []) if (invocation.key === callKey) return invocation;
    }
    return undefined;
  }

  private create(call: Call, key: string): Invocation {
    const invocation: Invocation = {
      ...call,
      id: this.nextId,
      key,
      callers: new Set(),
      sent: false,
      shown: false,
    };
    this.nextId += 1;
    this.byId.set(invocation.id, invocation);
    if (call.flags & STREAMING) this.streams.set(key, invocation);
    this.unsent.push(invocation);
    return invocation;
  }

  /** Un calcul commence. */
  calculationStarted(): void {
    this.calculations += 1;
    this.lastVisited = '';
  }

  /** Un calcul s'achève : les appels qui n'ont pas été refaits sont rendus, les premières valeurs sont montrées. */
  calculationCompleted(): void {
    for (const [cellKey, visit] of this.visited) {
      this.awaited.delete(cellKey);
      for (const invocation of this.cells.get(cellKey)?.calls ?? []) {
        if (!visit.calls.has(invocation)) this.release(cellKey, invocation);
      }
      this.cells.set(cellKey, visit);
      for (const invocation of visit.calls) if (invocation.outcome) invocation.shown = true;
    }
    this.visited.clear();
    this.lastVisited = '';
    // Une formule illisible n'est jamais évaluée : un calcul commencé après elle suffit à ne plus l'attendre.
    for (const [cellKey, since] of this.awaited) if (since < this.calculations) this.awaited.delete(cellKey);
    this.sweep();
  }

  /** La cellule a changé. `calls` : sa nouvelle formule appelle encore, son évaluation est attendue. */
  forget(cell: CellRef, calls: boolean): void {
    const cellKey = keyOf(cell);
    const known = this.cells.get(cellKey);
    if (known) for (const invocation of known.calls) this.release(cellKey, invocation);
    for (const invocation of this.visited.get(cellKey)?.calls ?? []) this.release(cellKey, invocation);
    this.cells.delete(cellKey);
    this.visited.delete(cellKey);
    if (calls) this.awaited.set(cellKey, this.calculations);
    else this.awaited.delete(cellKey);
    if (known) this.sweep();
  }

  /** Les cellules de la feuille ont bougé ou disparu ; `now` : celles qui appellent désormais. */
  relocate(sheetId: string, now: readonly CellRef[]): void {
    for (const cell of now) this.awaited.set(keyOf(cell), this.calculations);
    for (const group of [this.cells, this.visited]) {
      for (const [cellKey, calling] of group) {
        if (calling.ref.sheetId !== sheetId) continue;
        for (const invocation of calling.calls) this.release(cellKey, invocation);
        group.delete(cellKey);
      }
    }
    this.sweep();
  }

  private release(cellKey: string, invocation: Invocation): void {
    invocation.callers.delete(cellKey);
    if (invocation.callers.size === 0) this.orphans.add(invocation);
  }

  private sweep(): void {
    if (this.awaited.size > 0 || this.orphans.size === 0) return;
    for (const invocation of this.orphans) {
      this.byId.delete(invocation.id);
      if (this.streams.get(invocation.key) === invocation) this.streams.delete(invocation.key);
      const running = invocation.flags & STREAMING || !invocation.outcome;
      if (invocation.sent && running && invocation.flags & CANCELABLE) this.cancelled.push(invocation.id);
    }
    this.orphans.clear();
    this.unsent = this.unsent.filter(invocation => this.byId.has(invocation.id));
  }

  /** Ce qui reste à envoyer à la bibliothèque, et n'est rendu qu'une fois. */
  takeOutbox(): Outbox {
    const outbox = { invocations: this.unsent, cancellations: this.cancelled };
    for (const invocation of this.unsent) invocation.sent = true;
    this.unsent = [];
    this.cancelled = [];
    return outbox;
  }

  /** Tout ce qui vit encore repart : le client qui l'exécutait n'est plus là. */
  resend(): void {
    this.unsent = [...this.byId.values()];
    this.cancelled = [];
  }

  /** Reçoit un lot de résultats ; rend les cellules à recalculer. Un résultat d'une invocation rendue est ignoré. */
  deliver(results: readonly InvocationResult[]): CellRef[] {
    const dirty = new Map<string, CellRef>();
    for (const { id, outcome } of results) {
      const invocation = this.byId.get(id);
      if (!invocation) continue;
      const unchanged = invocation.outcome && sameOutcome(invocation.outcome, outcome);
      invocation.outcome = outcome;
      if (unchanged) continue;
      for (const cellKey of invocation.callers) {
        const ref = (this.cells.get(cellKey) ?? this.visited.get(cellKey))?.ref;
        if (ref) dirty.set(cellKey, ref);
      }
    }
    return [...dirty.values()];
  }

  /** Les appels que fait une cellule. */
  callsAt(cell: CellRef): readonly Invocation[] {
    return [...(this.cells.get(keyOf(cell))?.calls ?? [])];
  }

  /** Combien d'invocations n'ont pas encore montré de première valeur. */
  pending(): number {
    let count = 0;
    for (const invocation of this.byId.values()) if (!invocation.shown) count += 1;
    return count;
  }

  /** Combien de flux sont en vie. */
  streamCount(): number {
    return this.streams.size;
  }

  /** Vrai si la cellule appelle, ou vient d'appeler, une de nos fonctions. */
  knows(cell: CellRef): boolean {
    const cellKey = keyOf(cell);
    return this.cells.has(cellKey) || this.visited.has(cellKey);
  }

  /** Toutes les cellules appelantes. */
  callingCells(): CellRef[] {
    return [...this.cells.values()].map(cell => cell.ref);
  }

  /** Oublie les valeurs des fonctions simples : le prochain calcul les rappelle (recalcul complet d'Excel). */
  invalidate(): CellRef[] {
    const refs = this.callingCells();
    for (const ref of refs) this.forgetPlain(ref);
    this.sweep();
    return refs;
  }

  private forgetPlain(ref: CellRef): void {
    const cellKey = keyOf(ref);
    const calling = this.cells.get(cellKey);
    for (const invocation of calling?.calls ?? []) {
      if (invocation.flags & STREAMING) continue;
      this.release(cellKey, invocation);
      calling?.calls.delete(invocation);
    }
  }

  /** Annule tout : le classeur se ferme. */
  clear(): void {
    for (const invocation of this.byId.values()) this.orphans.add(invocation);
    this.cells.clear();
    this.visited.clear();
    this.awaited.clear();
    this.sweep();
  }
}
