import { readFile } from 'node:fs/promises';
import type { CivilDate } from '../../../../shared/domain/core/calendar.ts';
import type { DatedCommand } from '../../../../shared/import/commands/read-commands.ts';
import { replaceFile } from '../replace-file.ts';

/**
 * The commands that were assumed for a day, as they were before the first of them was given: a simulation that is
 * resumed in the middle of the day gives the same ones, though some of them are carried out.
 */
export class AssumedDay {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Those of an earlier process, or else those of `assume`. */
  async commands(on: CivilDate, assume: () => Promise<DatedCommand[]>): Promise<readonly DatedCommand[]> {
    const text = await readFile(this.#file, 'utf8').catch(() => null);
    const earlier = text === null ? null : (JSON.parse(text) as { on: CivilDate; commands: DatedCommand[] });
    if (earlier?.on === on) return earlier.commands;
    const commands = await assume();
    if (commands.length > 0) await replaceFile(this.#file, JSON.stringify({ on, commands }));
    return commands;
  }
}
