import { createHash } from 'node:crypto';

const HEX_DIGITS = 16;

/** The id of a membership to which the operator gave none: the same however often the command is sent, and another partner's never. */
export function derivedId(prefix: 'E' | 'G', partnerId: string, commandId: string): string {
  const digest = createHash('sha256').update(`${partnerId}#${commandId}`).digest('hex');
  return `${prefix}-${digest.slice(0, HEX_DIGITS)}`;
}
