/** What went wrong, in one line: services of AWS and the SDKs say more than that. */
export const firstLineOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
