/** A message in a queue. */
export type Message = {
  readonly id: string;
  readonly body: string;
  /** What EventBridge adds to a dead letter: `RULE_ARN`, `ERROR_CODE`, …; of any other message there are none. */
  readonly attributes: Readonly<Record<string, string>>;
  /** When it was first sent, in milliseconds since the epoch; a dead letter keeps it. */
  readonly sentAt: number;
  /** How often it was received. */
  readonly receiveCount: number;
};
