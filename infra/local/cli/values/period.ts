import type { DateRange } from '../../simulation/input/civil-days.ts';
import { dateOption, optionError, requiredOption, type Values } from '../options.ts';

/** What `--from` and `--to` say, both inclusive. @throws UserError */
export function fromToOptions(command: string, values: Values): DateRange {
  const day = (name: string) => dateOption(command, name, requiredOption(command, values, name));
  const [from, to] = [day('from'), day('to')];
  if (to >= from) return { from, to };
  throw optionError(command, `--to: got ${to}, which lies before --from, ${from}; allowed: that day or a later one`);
}
