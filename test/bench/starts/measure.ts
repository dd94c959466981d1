/** `node measure.ts BUNDLE`: imports it and tells the parent what that took. */
export type Imported = { readonly cpuMs: number };

const before = process.cpuUsage();
await import(process.argv[2] ?? '');
const { user, system } = process.cpuUsage(before);
process.send?.({ cpuMs: (user + system) / 1_000 } satisfies Imported);
process.exit();
