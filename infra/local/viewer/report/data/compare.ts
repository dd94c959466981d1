/** Orders codes and dates by their characters, whatever the machine's language. */
export function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
