import { createHash } from 'node:crypto';
import type { OperatorCommand } from '../../domain/command.ts';

const HEX_DIGITS = 32;

/** What makes two requests the same: the operator's `requestId`, or else the content, whatever the order of its fields. */
export function commandIdOf({ requestId, ...content }: OperatorCommand): string {
  if (requestId !== undefined) return `R-${requestId}`;
  return `C-${createHash('sha256').update(canonical(content)).digest('hex').slice(0, HEX_DIGITS)}`;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
    .join(',')}}`;
}
