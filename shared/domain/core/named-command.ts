/** A command of an operator by its name. `requestId`: given twice, it is done once; without it, the content is the identity. */
export type NamedCommand<Name extends string, Fields> = {
  command: Name;
  partnerId: string;
  requestId?: string;
} & Fields;
