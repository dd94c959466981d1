/** What a user can run into with the page: `message` is one clear line, fit to be printed as it is. */
export type PageProblem = 'port-taken' | 'port-refused' | 'not-loopback' | 'output-missing' | 'output-unreadable';

/** Thrown by `servePage` and `loadReport`. */
export class PageError extends Error {
  override readonly name = 'PageError';
  readonly code: PageProblem;

  constructor(code: PageProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
