/** The value of a header of a raw message, unfolded; undefined if it has none. */
export function headerOf(raw: Buffer, name: string): string | undefined {
  const end = headEnd(raw);
  const lines = raw
    .toString('utf8', 0, end)
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  const prefix = `${name.toLowerCase()}:`;
  const line = lines.find((candidate) => candidate.toLowerCase().startsWith(prefix));
  return line?.slice(prefix.length).trim();
}

/** Where the headers of a raw message end and its body begins; its whole length if it has no body. */
export function headEnd(raw: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((blank) => raw.indexOf(blank)).filter((at) => at >= 0);
  return ends.length > 0 ? Math.min(...ends) : raw.length;
}
