/**
 * Parses JSON from outside and refuses two things that `JSON.parse` accepts: a name given twice, and very deep nesting.
 */
import { escapeInvisible, formatValue } from '../../domain/core/problem.ts';
import type { Fault } from '../csv/whole-lines.ts';

const MAX_DEPTH = 16;
/** The tokens of well-formed JSON that matter: strings, with the colon after a name, and brackets. */
const TOKENS = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[[\]{}]/g;

/** The parsed JSON, or its fault. `field`: the name that is given twice. */
export function parseStrictJson(text: string): { json: unknown } | (Fault & { field: string | null }) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? escapeInvisible(error.message, 160) : '';
    return { field: null, got: `${formatValue(text.trim())} (${reason})`, allowed: 'JSON' };
  }
  return structuralFault(text) ?? { json };
}

function structuralFault(text: string): (Fault & { field: string | null }) | null {
  // One entry for every bracket that is open; a list has no names.
  const open: Set<string>[] = [];
  for (const [token, string, colon] of text.matchAll(TOKENS)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (string !== undefined && colon !== undefined) {
      const name: string = JSON.parse(string);
      if (open.at(-1)?.has(name))
        return { field: escapeInvisible(name), got: 'the field more than once', allowed: 'every field once' };
      open.at(-1)?.add(name);
    }
    if (open.length > MAX_DEPTH)
      return { field: null, got: `more than ${MAX_DEPTH} levels of nesting`, allowed: `at most ${MAX_DEPTH} levels` };
  }
  return null;
}
