/**
 * Ce que les essais de pannes font de l'atelier : les pannes de l'hôte, un co-auteur, un geste glissé juste avant un envoi
 * qui écrit, et la photo du classeur, prise dans la page.
 */
import type { Frame } from 'playwright-core';
import type { EmbeddedExcel } from '../../src/embedded/embedded';
import type { Applied } from '../../src/embedded/protocol/faults';
import { photographier } from '../workbook/classeur-vivant';
import type { Atelier } from './atelier';

/** Ce que la page montre d'elle-même aux essais. */
interface FenetreAtelier {
  atelier: { excel: EmbeddedExcel; secondClient(user: string): void };
  essai: { envoi: number; au: number };
  essaiGeste(): Promise<void>;
}

export type Photo = ReturnType<typeof photographier>;

/** Un geste d'Office.js, mené dans la page d'un poste. */
type GesteOffice = (context: Excel.RequestContext) => void;

export class Essai {
  #geste: (() => Promise<void>) | undefined;
  #colleague: Frame | undefined;

  private constructor(private readonly atelier: Atelier) {}

  /** Retient chaque envoi du volet qui écrit des valeurs, pour y glisser un geste. */
  static async poser(atelier: Atelier): Promise<Essai> {
    const essai = new Essai(atelier);
    await atelier.page.exposeFunction('essaiGeste', () => essai.#geste?.());
    await atelier.page.evaluate(() => {
      const page = window as unknown as FenetreAtelier;
      const [session] = page.atelier.excel.sessions();
      if (!session) throw new Error('aucune session');
      page.essai = { envoi: 0, au: 0 };
      const envoyer = session.sendMessageToHost.bind(session);
      const ecrit = (texte: string) => /"ActionType":4,"Name":"Values"/.test(texte);
      session.sendMessageToHost = texte => {
        if (ecrit(texte.replaceAll('\\"', '"')) && ++page.essai.envoi === page.essai.au)
          void page.essaiGeste().then(() => envoyer(texte));
        else envoyer(texte);
      };
    });
    return essai;
  }

  /** Fait ceci juste avant le n-ième envoi qui écrit, à partir d'ici. */
  async avantEcriture(n: number, geste: () => Promise<void>): Promise<void> {
    this.#geste = geste;
    await this.atelier.page.evaluate(rang => {
      (window as unknown as FenetreAtelier).essai = { envoi: 0, au: rang };
    }, n);
  }

  /** Combien d'envois ont écrit depuis le dernier `avantEcriture`. */
  ecritures(): Promise<number> {
    return this.atelier.page.evaluate(() => (window as unknown as FenetreAtelier).essai.envoi);
  }

  /** Le prochain envoi du volet échoue. */
  echouer(code: string, fait: Applied): Promise<void> {
    return this.atelier.page.evaluate(
      ([erreur, part]) =>
        (window as unknown as FenetreAtelier).atelier.excel.sessions()[0]?.faults.failAt(1, erreur, part),
      [code, fait] as const,
    );
  }

  /** Ce que l'hôte ajoute ou refuse à chaque envoi du volet, jusqu'à `apaiser`. */
  regler(reglage: { latencyMs?: number; maxBytes?: number }): Promise<void> {
    return this.atelier.page.evaluate(voulu => {
      const session = (window as unknown as FenetreAtelier).atelier.excel.sessions()[0];
      Object.assign(session?.faults ?? {}, voulu);
    }, reglage);
  }

  /** Plus aucune panne ; un peu de latence, pour que l'avancée se voie sur un si petit classeur. */
  async apaiser(): Promise<void> {
    this.#geste = undefined;
    await this.atelier.page.evaluate(() =>
      (window as unknown as FenetreAtelier).atelier.excel.sessions()[0]?.faults.clear(),
    );
    await this.regler({ latencyMs: 8 });
  }

  proteger(feuille: string, oui: boolean): Promise<void> {
    return this.atelier.page.evaluate(
      ([nom, protegee]) => {
        const { model } = (window as unknown as FenetreAtelier).atelier.excel;
        const trouvee = model.sheets().find(({ name }) => name === nom);
        if (trouvee) trouvee.protection = protegee ? { options: {} } : undefined;
      },
      [feuille, oui] as const,
    );
  }

  modeDeCalcul(): Promise<string> {
    return this.atelier.page.evaluate(
      () => (window as unknown as FenetreAtelier).atelier.excel.model.engine.mode,
    );
  }

  /** Un geste de l'utilisateur, par Office.js, dans la page du volet. */
  faire(geste: GesteOffice): Promise<void> {
    return mener(this.atelier.cadre(), geste);
  }

  /** Un geste d'un co-auteur : un second poste sur ce classeur, avec sa bibliothèque. */
  async coauteur(geste: GesteOffice): Promise<void> {
    const { page } = this.atelier;
    if (!this.#colleague) {
      await page.evaluate(() => (window as unknown as FenetreAtelier).atelier.secondClient('Paul'));
      const cadre = await page.waitForSelector('iframe[title="Paul"]', { state: 'attached' });
      this.#colleague = (await cadre.contentFrame()) ?? undefined;
      await this.#colleague?.waitForFunction(() => document.querySelector('main') !== null);
    }
    if (!this.#colleague) throw new Error('le second poste n’a pas de page');
    await mener(this.#colleague, geste);
  }

  photo(): Promise<Photo> {
    return this.atelier.page.evaluate<Photo>(
      `(${photographier.toString()})({ model: window.atelier.excel.model })`,
    );
  }
}

function mener(cadre: Frame, geste: GesteOffice): Promise<void> {
  return cadre.evaluate(
    `Excel.run(async context => { (${geste.toString()})(context); await context.sync(); })`,
  );
}
