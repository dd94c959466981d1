/** A person in the records of objects: lines of reports, rows of files, and any other text (R-OPS-4). */
import { isUtf8 } from 'node:buffer';
import { erasePerson, withoutNames } from '../../domain/notices/erase-person.ts';
import { separatorOf } from '../../import/csv/separator.ts';
import { cellsOf, withCells } from './csv-cells.ts';
import type { ErasureTarget } from './erasure-state.ts';

/**
 * The record without the person; the same text if the person is not in it. Records come in their order, the header of
 * CSV first.
 */
export type RecordEraser = (record: string) => string;

export const isCsvKey = (key: string): boolean => key.toLowerCase().endsWith('.csv');
const isJsonKey = (key: string): boolean => /\.jsonl?$/i.test(key);

/** An eraser for the records of one object, by the key's ending. */
export function eraserFor(key: string, target: ErasureTarget): RecordEraser {
  const mayMention = mentions(target);
  if (isCsvKey(key)) return csvEraser(target, mayMention);
  const erase = isJsonKey(key) ? eraseJson : eraseText;
  return (record) => (mayMention(record) ? erase(record, target) : record);
}

/** The same in bytes: what is not UTF-8 keeps its bytes, whatever code it is in. */
export function eraseBytes(record: Buffer, erase: RecordEraser): Buffer {
  const code = isUtf8(record) ? 'utf8' : 'latin1';
  const text = record.toString(code);
  const erased = erase(text);
  return erased === text ? record : Buffer.from(erased, code);
}

/** Whether a text may have the person: few have, and only these are taken apart. */
function mentions({ person }: ErasureTarget): (text: string) => boolean {
  const { address, employeeId, names } = person;
  const exact = [...names, ...(employeeId === null ? [] : [employeeId])];
  const needles = exact.flatMap((each) => [each, JSON.stringify(each).slice(1, -1), each.replaceAll('"', '""')]);
  const lowered = address?.toLowerCase();
  return (text) =>
    (lowered !== undefined && text.toLowerCase().includes(lowered)) || needles.some((needle) => text.includes(needle));
}

const eraseText = (text: string, { person }: ErasureTarget): string => erasePerson(text, person);

function eraseJson(line: string, target: ErasureTarget): string {
  const { 0: json = '', index = 0 } = /\S(?:.*\S)?/s.exec(line) ?? {};
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return eraseText(line, target);
  }
  const erased = eraseFields(value, target);
  if (erased === value) return line;
  return line.slice(0, index) + JSON.stringify(erased) + line.slice(index + json.length);
}

/**
 * A line or row that names a partner is about that one: the same person at another partner is erased by a command for
 * that partner.
 */
function eraseFields<T>(value: T, { person, partnerIds }: ErasureTarget): T {
  if (typeof value !== 'object' || value === null) return erasePerson(value, person);
  const fields = value as { partnerId?: unknown; field?: unknown; got?: unknown; text?: unknown };
  const { partnerId } = fields;
  if (typeof partnerId === 'string' && partnerId !== '' && !partnerIds.includes(partnerId)) return value;
  const erased = erasePerson(value, person);
  if (fields.field !== 'name') return erased;
  // A rejected name stands alone in its report.
  const texts = Object.entries({ got: fields.got, text: fields.text }).flatMap(([key, text]) =>
    typeof text === 'string' && withoutNames(text, person) !== text ? [[key, withoutNames(text, person)]] : [],
  );
  return texts.length === 0 ? erased : { ...erased, ...Object.fromEntries(texts) };
}

const BYTE_ORDER_MARK = /^\ufeff/;

/** By cells: those of the header name the fields. */
function csvEraser(target: ErasureTarget, mayMention: (text: string) => boolean): RecordEraser {
  let header: { separator: string; fields: string[] } | null = null;
  return (record) => {
    if (header === null && record.trim() !== '') {
      const separator = separatorOf(record) ?? ',';
      const names = cellsOf(record.replace(BYTE_ORDER_MARK, ''), separator).map(({ value }) => fieldOf(value));
      header = { separator, fields: names };
    }
    if (header === null || !mayMention(record)) return record;
    const { separator, fields } = header;
    const cells = cellsOf(record, separator);
    const named = cells.map(({ value }, index) => [fields[index] || `column ${index}`, value] as const);
    const row: Record<string, string> = Object.fromEntries(named);
    const erased = eraseFields(row, target);
    return withCells(
      record,
      cells,
      named.map(([field, value]) =>
        row[field] === value ? (erased[field] ?? eraseText(value, target)) : eraseText(value, target),
      ),
      separator,
    );
  };
}

/** `employee_id` → `employeeId`; the column of a rejected row is its field. */
function fieldOf(column: string): string {
  const name = column.toLowerCase().replaceAll(/_+([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return name === 'column' ? 'field' : name;
}
