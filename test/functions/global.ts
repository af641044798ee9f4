/**
 * La part de l'API qui est une simple forme : la classe d'erreur et l'inscription. Tout ce qui dépend de la
 * bibliothèque de Microsoft (files, envois, annulation) se teste sur elle, dans classeur.test.ts.
 */
export class ErreurCellule {
  constructor(
    readonly code: string,
    readonly message?: string,
  ) {}
}

export type FonctionInscrite = (...args: unknown[]) => unknown;

export function installer(): Map<string, FonctionInscrite> {
  const inscrites = new Map<string, FonctionInscrite>();
  Object.assign(globalThis, {
    CustomFunctions: {
      Error: ErreurCellule,
      ErrorCode: { notAvailable: '#N/A', invalidValue: '#VALUE!' },
      associate: (id: string, fonction: FonctionInscrite) => inscrites.set(id, fonction),
    },
  });
  return inscrites;
}
