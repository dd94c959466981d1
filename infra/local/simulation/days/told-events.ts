import { readFile } from 'node:fs/promises';
import { compareTexts } from '../../../../shared/domain/core/text.ts';
import { EVENT_SOURCE } from '../../../../shared/lambda/events/event-bus.ts';
import type { BusEvent } from '../../emulator/events/event.ts';
import type { EventLine } from '../../viewer/results/lines.ts';

/** What the program has told on its bus, each event once, in an order that does not depend on what ran at a time. */
export class ToldEvents {
  /** The number of the last event that was recorded, by what it is about. */
  readonly #last = new Map<string, number>();
  #fresh: EventLine[] = [];

  /** Goes on after the events in a file. @param bytes so much of it counts */
  async goOnAfter(file: string, bytes: number): Promise<void> {
    if (bytes === 0) return;
    const text = (await readFile(file)).subarray(0, bytes).toString();
    for (const line of text.split('\n').filter(Boolean)) this.#count(JSON.parse(line) as EventLine);
  }

  accept({ source, detail }: BusEvent): void {
    if (source !== EVENT_SOURCE || typeof detail.number !== 'number') return;
    this.#fresh.push(detail as unknown as EventLine);
  }

  /** What was told since, by what it is about, in the order of the numbers. */
  take(): EventLine[] {
    const fresh = this.#fresh.toSorted((a, b) => compareTexts(a.about, b.about) || a.number - b.number);
    this.#fresh = [];
    return fresh.filter((event) => this.#count(event));
  }

  /** @returns whether the event is new */
  #count({ about, number }: EventLine): boolean {
    if (number <= (this.#last.get(about) ?? 0)) return false;
    this.#last.set(about, number);
    return true;
  }
}
