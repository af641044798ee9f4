/** Les deux plans comptables généraux. À importer du moteur d'une capacité : ses listes ne vont pas au premier chargement. */
export * from './appartenance';
export * from './conversion';
export { comptesOfficiels, estSubdivise } from './listes';
