/** Lecture des arguments venus du client ; un type inattendu est une `InvalidArgument`. */
import { invalidArgument } from './errors';

export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw invalidArgument();
}

export const optionalText = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : asText(value);

export function asInteger(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw invalidArgument();
}

export const optionalInteger = (value: unknown, otherwise: number): number =>
  value === undefined || value === null ? otherwise : asInteger(value);

export function asBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw invalidArgument();
}

export function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw invalidArgument();
}
