import type { Backstage } from './backstage';
import { CloseError } from './errors';

/** Qui clôture, et jusqu'à quand on l'attend. Les instants sont en millisecondes. */
interface Holder {
  readonly token: string;
  readonly by: string;
  readonly since: number;
  readonly expires: number;
}

/** Passé ce délai sans nouvelles, l'exécution est tenue pour morte : les horloges des postes diffèrent peu au regard. */
const LIFETIME_MS = 120_000;
/** On donne de ses nouvelles bien avant l'échéance. */
const RENEW_MS = 30_000;

/** Ce qui distingue cette page des autres : elle peut reprendre le bail qu'elle a laissé. */
const PAGE = Math.random().toString(36).slice(2);

/** Quelqu'un d'autre clôture le classeur. */
export class LeaseHeld extends CloseError {
  constructor({ by, since }: Holder) {
    const at = new Date(since);
    const time = `${at.getHours()} h ${String(at.getMinutes()).padStart(2, '0')}`;
    super(
      `${by} clôture ce classeur depuis ${time}. Attendez la fin, puis relancez : rien n’a été écrit.`,
      `${by} has been closing this workbook since ${time.replace(' h ', ':')}. Wait, then run again: nothing was written.`,
    );
  }
}

/** Quelqu'un a clôturé entre notre lecture et notre écriture : le calcul est à refaire. */
const overtaken = () =>
  new CloseError(
    'Quelqu’un d’autre a écrit une clôture dans ce classeur pendant le calcul. Relancez : rien n’a été écrit.',
    'Someone else wrote a close in this workbook during the computation. Run again: nothing was written.',
  );

/** Le bail nous a été pris pendant que nous écrivions : ce poste est resté trop longtemps sans nouvelles. */
const lost = () =>
  new CloseError(
    'Quelqu’un d’autre a repris la clôture de ce classeur : cette exécution s’arrête. Relancez quand il aura fini.',
    'Someone else took over the close of this workbook: this run stops. Run again when they are done.',
  );

function holderOf(text: string): Holder | undefined {
  try {
    return text === '' ? undefined : (JSON.parse(text) as Holder);
  } catch {
    return undefined;
  }
}

const isOthers = (holder: Holder | undefined): holder is Holder =>
  holder !== undefined && !holder.token.startsWith(PAGE) && holder.expires > Date.now();

/**
 * Le bail du classeur : une seule clôture y écrit à la fois. C'est une cellule que l'on remplace en regardant ce qu'elle
 * contenait ; deux preneurs au même instant se voient donc. Hors ligne, deux pourraient l'avoir : les écritures se font
 * par clé et ne doublent rien.
 */
export class Lease {
  private token = '';
  private renewed = 0;
  private since = 0;

  private constructor(
    private readonly by: string,
    private readonly seen: string,
  ) {}

  /** Lit le bail avant de lire les données. @throws LeaseHeld si un autre le tient */
  static async look(backstage: Backstage, by: string): Promise<Lease> {
    const text = await backstage.readLease();
    const holder = holderOf(text);
    if (isOthers(holder)) throw new LeaseHeld(holder);
    return new Lease(by, text);
  }

  /**
   * Prend le bail, s'il est encore tel qu'on l'a vu.
   * @throws LeaseHeld si un autre le tient ; CloseError si un autre l'a pris et rendu depuis
   */
  async take(backstage: Backstage): Promise<void> {
    this.since = Date.now();
    this.renewed = this.since;
    this.token = `${PAGE}-${Math.random().toString(36).slice(2)}`;
    const found = await backstage.swapLease(this.text(LIFETIME_MS));
    if (found === this.seen) return;
    await backstage.swapLease(found);
    const holder = holderOf(found);
    throw isOthers(holder) ? new LeaseHeld(holder) : overtaken();
  }

  /** Donne de ses nouvelles. @throws CloseError si le bail nous a été pris */
  async renew(backstage: Backstage): Promise<void> {
    if (Date.now() - this.renewed < RENEW_MS) return;
    await this.replace(backstage, LIFETIME_MS);
    this.renewed = Date.now();
  }

  /** Rend le bail ; son jeton reste, qui dit à ceux qui calculaient qu'on est passé. */
  release(backstage: Backstage): Promise<void> {
    return this.replace(backstage, 0);
  }

  private async replace(backstage: Backstage, lifetime: number): Promise<void> {
    const found = await backstage.swapLease(this.text(lifetime));
    if (holderOf(found)?.token === this.token) return;
    await backstage.swapLease(found);
    throw lost();
  }

  private text(lifetime: number): string {
    const holder: Holder = {
      token: this.token,
      by: this.by,
      since: this.since,
      expires: lifetime === 0 ? 0 : Date.now() + lifetime,
    };
    return JSON.stringify(holder);
  }
}
