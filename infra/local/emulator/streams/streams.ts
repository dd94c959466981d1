import { UnsupportedError } from '../errors.ts';
import type { Change } from '../tables/memory/change.ts';
import type { Template } from '../template/template.ts';
import { isStreamArn, readStreamSource } from './read-stream-sources.ts';
import { readStreams } from './read-streams.ts';
import { StreamSource, type StreamSourceDeps } from './stream-source.ts';
import { TableStream } from './table-stream.ts';

/** The streams of the templates' tables, and the functions that take from them. */
export class Streams {
  readonly #streams: readonly TableStream[];
  #sources: readonly StreamSource[] = [];

  /**
   * @param now milliseconds since the epoch
   * @throws UnsupportedError for what does not run here as it does on AWS
   */
  constructor(template: Template, now: () => number) {
    this.#streams = readStreams(template).map((definition) => new TableStream(definition, now));
  }

  /** What takes the changes of each table that has a stream, by the table's name. */
  get listeners(): ReadonlyMap<string, (change: Change) => void> {
    return new Map(this.#streams.map(({ definition, add }) => [definition.table, add]));
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
