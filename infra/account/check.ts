/** A look at something. `got`: what was seen, if it is not as it should be. */
export type Check = {
  readonly what: string;
  readonly holds: boolean;
  readonly got?: unknown;
  readonly expected?: unknown;
};

/** Writes one line. */
export function showCheck({ what, holds, got, expected }: Check): void {
  const line = holds
    ? `ok ${what}`
    : `not ok ${what}: got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`;
  process.stdout.write(`${line}\n`);
}
