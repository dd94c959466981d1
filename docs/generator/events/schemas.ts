/** docs/events: a JSON Schema for each type of event and version, with an example. */
import * as z from 'zod';
import { EVENT_TYPES, type EventTypeName } from '../../../shared/workflows/events/catalogue/event-types.ts';
import { detailSchema } from '../../../shared/workflows/events/catalogue/program-event.ts';
import { REJECTED, rejectionSchema } from '../../../shared/workflows/events/catalogue/rejection.ts';
import { incompatibilities, type JsonSchema } from './compatibility.ts';
import { exampleOf, REJECTION_EXAMPLE } from './examples.ts';

const FOLDER = 'docs/events';

export type EventSchemaFile = {
  /** From the root of the project. */
  readonly file: string;
  /** What is to stand there. @param before what stands there @throws Error if a reader of it could not read this */
  readonly made: (before: string) => string;
};

export const eventSchemaFiles = (): EventSchemaFile[] => [
  ...(Object.keys(EVENT_TYPES) as EventTypeName[]).map((type) => {
    const { version, says } = EVENT_TYPES[type];
    return fileOf(type, version, says, detailSchema(type), exampleOf(type));
  }),
  fileOf(REJECTED, 1, 'What came by the bus is no command, and nothing was done.', rejectionSchema, REJECTION_EXAMPLE),
];

function fileOf(type: string, version: number, says: string, schema: z.ZodType, example: object): EventSchemaFile {
  const file = `${FOLDER}/${type}.v${version}.json`;
  schema.parse(example);
  return {
    file,
    made: (before) => {
      const described = { ...openSchema(schema), title: type, description: says, examples: [example] };
      const known = before === '' ? null : (JSON.parse(before) as JsonSchema);
      const problems = known === null ? [] : incompatibilities(known, described as JsonSchema);
      if (problems.length > 0)
        throw new Error(
          `${file} would break who reads it; give ${type} the version ${version + 1}: ${problems.join('; ')}`,
        );
      return `${JSON.stringify(described, null, 2)}\n`;
    },
  };
}

/** Fields may be added: whoever checks events by it has to let them pass. */
const openSchema = (schema: z.ZodType): object =>
  z.toJSONSchema(schema, {
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      // A bound of JavaScript's numbers, not of the program.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  });
