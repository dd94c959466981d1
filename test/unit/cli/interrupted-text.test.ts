import { describe, expect, it } from 'vitest';
import { interruptedText } from '../../../infra/local/cli/interrupted-text.ts';

describe('a command that Ctrl+C has ended', () => {
  it('says how to go on, as a shell reads it', () => {
    const args = ['--data', "Kim's files", '--to', '2027-12-31', '--assume-payments', 'AD+10:80%', '--out', '/tmp/out'];
    expect(interruptedText('simulate', args, true)).toBe(
      [
        'simulate: interrupted. It goes on where it stopped, without repeating what is done, with:',
        "  npm run simulate -- --data 'Kim'\\''s files' --to 2027-12-31 --assume-payments AD+10:80% --out /tmp/out --resume",
      ].join('\n'),
    );
  });

  it('names --resume once, if it was given already', () => {
    expect(interruptedText('compare', ['--resume', '--out', 'out'], true).split('\n')[1]).toBe(
      '  npm run compare -- --out out --resume',
    );
  });

  it('says that it begins anew, if it cannot be resumed', () => {
    expect(interruptedText('demo', ['--serve'], false)).toBe('demo: interrupted. Given again, it begins anew');
  });
});
