export { controlerPropositions } from './propositions';
export { controlerDatesExtournes, controlerSources } from './sources';
