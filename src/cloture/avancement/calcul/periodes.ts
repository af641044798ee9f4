/** Modules des écritures de chiffre d'affaires, qui ont toutes leur extourne. */
export const MODULES_CA: ReadonlySet<string> = new Set(['FAE', 'PCA']);
