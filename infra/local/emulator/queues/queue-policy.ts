import { UnsupportedError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';

/** A call of SQS by a service of AWS. */
export type QueueRequest = {
  /** For example `events.amazonaws.com`. */
  readonly service: string;
  /** For example `sqs:SendMessage`. */
  readonly action: string;
  readonly queueArn: string;
  /** What the call is made for, for example a rule. */
  readonly sourceArn: string;
};

/** One statement of a queue's policy. */
export type QueueStatement = {
  readonly isDenial: boolean;
  readonly matches: (request: QueueRequest) => boolean;
};

type Matches = QueueStatement['matches'];

const FIELDS = ['Action', 'Condition', 'Effect', 'Principal', 'Resource', 'Sid'];
/** Services of AWS call over TLS. */
const CONTEXT: Readonly<Record<string, (request: QueueRequest) => string>> = {
  'aws:SourceArn': ({ sourceArn }) => sourceArn,
  'aws:SecureTransport': () => 'true',
};
const OPERATORS: Readonly<Record<string, (pattern: string, value: string) => boolean>> = {
  ArnEquals: (pattern, value) => isLike(pattern, value),
  ArnLike: (pattern, value) => isLike(pattern, value),
  Bool: (expected, value) => expected === value,
  StringEquals: (expected, value) => expected === value,
};

/** As of a policy on a resource alone: a service may do what a statement allows and none denies. */
export const isPermitted = (statements: readonly QueueStatement[], request: QueueRequest): boolean => {
  const matching = statements.filter(({ matches }) => matches(request));
  return matching.length > 0 && matching.every(({ isDenial }) => !isDenial);
};

/**
 * Reads the document of a policy.
 *
 * @throws UnsupportedError for what is not understood here: it could allow more, or less
 */
export function readStatements(document: Json, where: string): QueueStatement[] {
  const statements = isJsonObject(document) ? document.Statement : undefined;
  if (!Array.isArray(statements)) throw new UnsupportedError(`${where}.Statement`, 'expected a list');
  return statements.map((statement: Json, index) => readStatement(statement, `${where}.Statement[${index}]`));
}

function readStatement(statement: Json, where: string): QueueStatement {
  if (!isJsonObject(statement)) throw new UnsupportedError(where, 'expected an object');
  const unknown = Object.keys(statement).find((field) => !FIELDS.includes(field));
  if (unknown !== undefined)
    throw new UnsupportedError(where, `${unknown} does not run on one machine; ${FIELDS.join(', ')} do`);
  const { Effect, Principal, Action, Resource, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw new UnsupportedError(`${where}.Effect`, `got ${Effect}`);
  const tests: Matches[] = [
    principalTest(Principal ?? null),
    ({ action }) => texts(Action).some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase())),
    ({ queueArn }) => texts(Resource).some((pattern) => isLike(pattern, queueArn)),
    ...conditionTests(Condition ?? {}, `${where}.Condition`),
  ];
  return { isDenial: Effect === 'Deny', matches: (request) => tests.every((test) => test(request)) };
}

/** Everybody, or services by name. Roles and accounts call nothing here. */
function principalTest(principal: Json): Matches {
  if (!isJsonObject(principal)) return () => principal === '*';
  const isEverybody = texts(principal.AWS).includes('*');
  return ({ service }) => isEverybody || texts(principal.Service).includes(service);
}

function conditionTests(condition: Json, where: string): Matches[] {
  return Object.entries(objectAt(condition, where)).flatMap(([name, keys]) => {
    const operator = OPERATORS[name];
    if (operator === undefined)
      throw new UnsupportedError(where, `${name} does not run on one machine; ${Object.keys(OPERATORS).join(', ')} do`);
    return Object.entries(objectAt(keys, `${where}.${name}`)).map(([key, values]): Matches => {
      const contextOf = CONTEXT[key];
      if (contextOf === undefined)
        throw new UnsupportedError(
          `${where}.${name}`,
          `${key} is not known on one machine; ${Object.keys(CONTEXT).join(', ')} are`,
        );
      return (request) => texts(values).some((expected) => operator(expected, contextOf(request)));
    });
  });
}

function objectAt(value: Json, where: string): JsonObject {
  if (isJsonObject(value)) return value;
  throw new UnsupportedError(where, `expected an object, got ${JSON.stringify(value)}`);
}

const texts = (value: Json | undefined): string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);

/** `*` in a pattern stands for any characters. */
function isLike(pattern: string, value: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.?+^$()[\]{}|\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(value);
}
