/** Le hasard du banc est celui de l'exemple : à graine, le même partout. */
export { alea } from '../../src/embedded/templates/exemple/alea';
