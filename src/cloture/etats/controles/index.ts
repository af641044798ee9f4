export * from './comptes';
export * from './concordance';
