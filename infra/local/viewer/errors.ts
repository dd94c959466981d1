/** An error of the viewer: `message` is one line that can be printed as it is. */
export type ViewerProblem = 'port-taken' | 'port-refused' | 'not-loopback' | 'output-missing' | 'output-unreadable';

/** Thrown by `serveViewer` and `readReportInput`. */
export class ViewerError extends Error {
  override readonly name = 'ViewerError';
  readonly code: ViewerProblem;

  constructor(code: ViewerProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
