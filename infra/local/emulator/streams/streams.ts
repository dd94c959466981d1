import { UnsupportedError } from '../errors.ts';
import type { ChangeSink } from '../tables/memory/change.ts';
import { isStreamArn } from '../template/identity.ts';
import type { Template } from '../template/template.ts';
import { readStreamSource } from './read-stream-sources.ts';
import { readStreams } from './read-streams.ts';
import { StreamSource, type StreamSourceDeps } from './stream-source.ts';
import { type StreamPosition, TableStream } from './table-stream.ts';

/** By the name of the table. */
export type StreamPositions = Readonly<Record<string, StreamPosition>>;

/** The streams of the templates' tables, and the functions that take from them. */
export class Streams {
  readonly #streams: readonly TableStream[];
  #sources: readonly StreamSource[] = [];

  /**
   * @param now milliseconds since the epoch
   * @param from where an earlier process was in the streams: what came later is handed over again
   * @throws UnsupportedError for what does not run here as it does on AWS
   */
  constructor(template: Template, now: () => number, from: StreamPositions = {}) {
    this.#streams = readStreams(template).map((definition) => new TableStream(definition, now, from[definition.table]));
  }

  /** What takes the changes of each table that has a stream, by the table's name. */
  get sinks(): ReadonlyMap<string, ChangeSink> {
    return new Map(this.#streams.map((stream) => [stream.definition.table, stream]));
  }

  /** How far the streams have come. */
  get positions(): StreamPositions {
    return Object.fromEntries(this.#streams.map(({ definition, position }) => [definition.table, position]));
  }

  /** When the latest change was made that is not handed over yet, in milliseconds since the epoch; 0: there is none. */
  get latestAt(): number {
    return Math.max(0, ...this.#streams.map(({ latestAt }) => latestAt));
  }

  /** Connects the functions that take from the streams. @throws UnsupportedError for what does not run here */
  connect(template: Template, deps: StreamSourceDeps): void {
    const { resolver } = template;
    const mappings = template
      .ofType('AWS::Lambda::EventSourceMapping')
      .filter((resource) => isStreamArn(String(resolver.property(resource, 'EventSourceArn'))));
    this.#sources = mappings.flatMap((resource) => {
      const definition = readStreamSource(resource, resolver);
      if (definition === undefined) return [];
      if (!this.#streams.some((stream) => stream.definition.arn === definition.streamArn))
        throw new UnsupportedError(
          `${resource.stack.name}.${resource.logicalId}.EventSourceArn`,
          `${definition.streamArn} is no stream of the templates`,
        );
      return [new StreamSource(definition, deps)];
    });
  }

  /** Whether items have changed since everything was handed over. */
  get hasChanges(): boolean {
    return this.#streams.some(({ isEmpty }) => !isEmpty);
  }

  /** Whether all records are taken, or have to wait. */
  get isIdle(): boolean {
    return !this.hasChanges && this.#sources.every(({ isCalling }) => !isCalling);
  }

  /** When a function has something to take, in milliseconds since the epoch; undefined: none has. */
  get nextAt(): number | undefined {
    const instants = this.#sources.flatMap(({ nextAt }) => nextAt ?? []);
    return instants.length === 0 ? undefined : Math.min(...instants);
  }

  /**
   * Hands all changes to the functions that take them, and waits for their calls; what fails is tried again when its
   * time has come.
   */
  async drain(): Promise<void> {
    do {
      for (const stream of this.#streams) this.#read(stream);
      await Promise.all(this.#sources.map((source) => source.drain()));
      // Which may have changed something, too.
    } while (this.hasChanges);
  }

  #read(stream: TableStream): void {
    const records = stream.take();
    for (const source of this.#sources) if (source.streamArn === stream.definition.arn) source.take(records);
  }
}
