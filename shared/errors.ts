/** What can go wrong, each with a stable code, whether trying again helps, and the ids concerned. */

type Ids = Readonly<Record<string, string>>;

export abstract class ProgramError extends Error {
  /** Written out, because the class has another name in a minified bundle. */
  abstract override readonly name: string;
  /** Stable: alarms, tests and operators may rely on it. */
  abstract readonly code: string;
  /** Whether the same call may succeed later. */
  abstract readonly retryable: boolean;
  readonly ids: Ids;

  constructor(message: string, options: { ids?: Ids; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.ids = options.ids ?? {};
  }
}

/** The input is refused before anything is read; the message says what, where, what was got and what is allowed. */
export class InvalidInput extends ProgramError {
  override readonly name = 'InvalidInput';
  readonly code = 'InvalidInput';
  readonly retryable = false;
}

/** Somebody else wrote the item first: read it again and decide again. */
export class WriteConflict extends ProgramError {
  override readonly name = 'WriteConflict';
  readonly code = 'WriteConflict';
  readonly retryable = true;
}

/** A stored item does not match its schema. */
export class CorruptItem extends ProgramError {
  override readonly name = 'CorruptItem';
  readonly code = 'CorruptItem';
  readonly retryable = false;
}

/**
 * A stored item was written by newer code, which this code would cut: it is neither read nor written. It stays as it
 * is, and due, until the newer code is deployed everywhere.
 */
export class NewerItem extends ProgramError {
  override readonly name = 'NewerItem';
  readonly code = 'NewerItem';
  readonly retryable = true;
}

/** An item that another one refers to does not exist. */
export class MissingItem extends ProgramError {
  override readonly name = 'MissingItem';
  readonly code = 'MissingItem';
  readonly retryable = false;
}

/** An item would be larger than DynamoDB takes: nothing was written, and the same write never succeeds. */
export class ItemTooLarge extends ProgramError {
  override readonly name = 'ItemTooLarge';
  readonly code = 'ItemTooLarge';
  readonly retryable = false;
}
