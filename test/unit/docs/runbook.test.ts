import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSweepInput } from '../../../functions/sweep/sweep-input.ts';
import { parseCommand } from '../../../shared/import/commands/command.ts';

const text = readFileSync(join(import.meta.dirname, '../../../docs/runbook.md'), 'utf8');
const headings = [...text.matchAll(/^##? (.+)$/gm)].map(([, heading]) => heading ?? '');
const inputs = [...text.matchAll(/```json\n(.+?)```/gs)].map(([, json]) => JSON.parse(json ?? ''));

/** As GitHub makes them. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-');

describe('docs/runbook.md', () => {
  it('says how to do everything that an operator does', () => {
    expect(headings).toEqual(
      expect.arrayContaining([
        'Preview a run',
        'Try a command',
        'Run for a missed day',
        'Redrive a failed run',
        'Pause and resume',
        "Resend one partner's notice",
        'Grant an override',
        'Decline a renewal',
        'Reverse a payment',
        'Enrol and upgrade',
        'Answer a KPI discrepancy',
        'Merge two partners',
        'Erase a person',
        'Erase again after a restore',
        'Correct a membership',
        'Rename a membership',
        'Correct an invoice line',
        'Retry what was set aside',
        'Restore the table',
        'Rotate the sender',
        'Read the report',
      ]),
    );
  });

  it('links to headings that it has', () => {
    const targets = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target]) => target);
    expect(targets.length).toBeGreaterThan(20);
    expect(targets.filter((target) => !headings.map(anchor).includes(target ?? ''))).toEqual([]);
  });

  it.each(inputs.filter((input) => 'command' in input))('gives a command that is taken: $command', (input) => {
    expect(parseCommand(input)).toEqual({ command: expect.objectContaining({ command: input.command }) });
  });

  it.each(inputs.filter((input) => !('command' in input)))('gives an input that is taken: %j', (input) => {
    const workflow = 'phase' in input ? 'directory-submission' : 'kpi-refresh';
    expect(parseSweepInput(workflow, input, '2027-02-01T08:00:00Z', 'UTC')).toMatchObject(input);
  });
});
