import type { Emulator } from '../../../../infra/local/emulator/emulator.ts';
import type { JsonObject } from '../../../../infra/local/emulator/json.ts';

/** Any days on which every schedule fires. */
const FIRINGS = ['2025-01-01T00:00:00Z', '2025-02-01T00:00:00Z'] as const;

/**
 * Starts the workflow of every schedule once at an instant, as if it were scheduled for it.
 *
 * @param label ends the runs' names
 */
export async function startAll(emulator: Emulator, at: string, label: string): Promise<void> {
  const firings = emulator.schedulesBetween(...FIRINGS);
  for (const { schedule, starts, input } of new Map(firings.map((each) => [each.schedule, each])).values())
    if ('stateMachine' in starts) {
      const name = `${schedule}-${label}`;
      await emulator.startExecution(starts.stateMachine, { ...(input as JsonObject), asOf: at }, { name, at });
    }
}
