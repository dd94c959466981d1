/** How a state fails: an error name and a cause, as Retry, Catch and the failed execution see them. */
export class StateFailure extends Error {
  /** Whether Retry may match it; read by the engine. */
  readonly isRetryable: boolean;
  /** Whether Catch may match it; read by the engine. */
  readonly isCatchable: boolean;

  constructor(error: string, cause: string, terminal = false) {
    super(cause);
    this.name = error;
    this.isRetryable = !terminal;
    this.isCatchable = !terminal;
  }
}

/** The failures that Retry and Catch never match, not even by `States.ALL`. */
export const terminalFailure = (error: 'States.DataLimitExceeded' | 'States.Runtime', cause: string): StateFailure =>
  new StateFailure(error, cause, true);
