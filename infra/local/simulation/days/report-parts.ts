import { compareTexts } from '../../../../shared/domain/core/text.ts';
import type { EmailFacts } from '../../../../shared/domain/notices/notice-state.ts';
import type { Emulator } from '../../emulator/emulator.ts';

/** The fields of a report line that are used here; `text` is the whole line, as it was written. */
export type ReportLine = {
  readonly text: string;
  readonly what: string;
  readonly workflow: string;
  readonly asOf: string;
  readonly partnerId: string;
  readonly membershipId: string | null;
  /** The inputs of the decision. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly email?: EmailFacts;
  readonly kpi?: Readonly<Record<string, unknown>>;
};

const PART = /part-(\d+)-(s?)(\d+)-[0-9a-f]+\.jsonl$/;

/**
 * The decisions of one execution, in an order that does not depend on which segment was faster: by segment, page (those
 * of settling last), then partner; within a partner in the order of the decisions. A page that was run again has
 * several parts.
 */
export async function reportLines(emulator: Emulator, bucket: string, prefix: string): Promise<ReportLine[]> {
  const parts = (await emulator.listObjects(bucket, prefix)).map(parsePartKey).filter((part) => part !== null);
  const lines: ReportLine[] = [];
  for (const { key } of parts.sort((a, b) => compareOrders(a.order, b.order))) {
    const body = await emulator.getObject(bucket, key);
    lines.push(...linesOf(body?.toString('utf8') ?? '').sort((a, b) => compareTexts(a.partnerId, b.partnerId)));
  }
  return [...new Map(lines.map((line) => [line.text, line])).values()];
}

type Part = {
  readonly key: string;
  /** Segment, 0 or 1 for settling, page. */
  readonly order: readonly number[];
};

function parsePartKey(key: string): Part | null {
  const match = PART.exec(key);
  return match && { key, order: [Number(match[1]), match[2] === 's' ? 1 : 0, Number(match[3])] };
}

const compareOrders = (a: readonly number[], b: readonly number[]): number =>
  a.map((number, index) => number - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

const linesOf = (body: string): ReportLine[] =>
  body
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => ({ ...(JSON.parse(text) as Omit<ReportLine, 'text'>), text }));
