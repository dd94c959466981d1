import { formatValue } from '../../../../shared/domain/core/problem.ts';
import { optionError, type Values } from '../options.ts';

const MAX_PORT = 65_535;

/** What `--port` says; 0, any free one, without it. @throws UserError */
export function portOption(command: string, { port = '0' }: Values): number {
  if (/^\d{1,5}$/.test(String(port)) && Number(port) <= MAX_PORT) return Number(port);
  throw optionError(
    command,
    `--port: got ${formatValue(port)}; allowed: a whole number from 0 to ${MAX_PORT}, 0 for any free port`,
  );
}
