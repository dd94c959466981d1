import { UnsupportedError } from '../../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../../json.ts';

/** Tests that the engine evaluates as AWS does. */
const SAME_AS_AWS = ['BooleanEquals', 'NumericEquals', 'StringEquals'];
/** The engine knows only their `true`; their `false` silently never matches. */
const TYPE_TESTS = ['IsBoolean', 'IsNull', 'IsNumeric', 'IsPresent', 'IsString'];
/** The engine compares by JavaScript's rules (null < 1); AWS matches only numbers. */
const NUMERIC_ORDER = ['NumericGreaterThan', 'NumericGreaterThanEquals', 'NumericLessThan', 'NumericLessThanEquals'];
const CONNECTIVES = ['And', 'Or'];

type Path = (path: Json | undefined, where: string) => string;

/**
 * Rewrites a choice rule so that the engine evaluates it as AWS does.
 *
 * @param path checks and rewrites a variable's path
 * @throws UnsupportedError for an operator that the engine does not evaluate as AWS does
 */
export function rewriteChoiceRule(rule: Json, where: string, path: Path): JsonObject {
  if (!isJsonObject(rule)) throw new UnsupportedError(where, 'a choice rule must be an object');
  const { Variable, Next, Comment, ...tests } = rule;
  const [operator = '', ...others] = Object.keys(tests);
  if (others.length > 0) throw new UnsupportedError(where, `more than one operator: ${Object.keys(tests).join(', ')}`);
  const next: JsonObject = Next === undefined ? {} : { Next };
  const operand = tests[operator] ?? null;
  const rewritten = CONNECTIVES.includes(operator)
    ? { [operator]: rewriteRules(operand, `${where}.${operator}`, path) }
    : operator === 'Not'
      ? { Not: rewriteChoiceRule(operand, `${where}.Not`, path) }
      : rewriteTest(operator, operand, path(Variable, `${where}.Variable`), where);
  return { ...rewritten, ...next };
}

function rewriteRules(rules: Json, where: string, path: Path): Json {
  if (!Array.isArray(rules)) throw new UnsupportedError(where, 'expected a list of choice rules');
  return rules.map((rule: Json, index) => rewriteChoiceRule(rule, `${where}[${index}]`, path));
}

function rewriteTest(operator: string, operand: Json, variable: string, where: string): JsonObject {
  if (SAME_AS_AWS.includes(operator)) return { Variable: variable, [operator]: operand };
  if (TYPE_TESTS.includes(operator)) {
    const test = { Variable: variable, [operator]: true };
    return operand === true ? test : { Not: test };
  }
  if (NUMERIC_ORDER.includes(operator))
    return {
      And: [
        { Variable: variable, IsNumeric: true },
        { Variable: variable, [operator]: operand },
      ],
    };
  const known = [...SAME_AS_AWS, ...TYPE_TESTS, ...NUMERIC_ORDER, ...CONNECTIVES, 'Not'].join(', ');
  throw new UnsupportedError(where, `the choice operator ${operator} does not run on one machine; known are ${known}`);
}
