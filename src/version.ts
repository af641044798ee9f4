import paquet from '../package.json';

/** Version du complément, celle que rend CLOTURE.VERSION(). */
export const VERSION: string = paquet.version;
