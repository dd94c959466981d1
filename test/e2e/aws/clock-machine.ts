import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn';

/**
 * A copy of a deployed state machine that takes the instant of its start from its input, `{ startedAt, input }`, so
 * that a worked case can live through its own days: a deployed workflow refuses days that have not come. All else is as
 * deployed: the same states, functions, roles.
 */
export class ClockMachine {
  readonly arn: string;
  readonly #sfn: SFNClient;

  private constructor(sfn: SFNClient, arn: string) {
    this.#sfn = sfn;
    this.arn = arn;
  }

  static async copy(sfn: SFNClient, stateMachineArn: string): Promise<ClockMachine> {
    const original = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const { stateMachineArn: arn = '' } = await sfn.send(
      new CreateStateMachineCommand({
        name: `e2e-${original.name}`,
        definition: JSON.stringify(withOwnClock(JSON.parse(original.definition ?? '{}'))),
        roleArn: original.roleArn,
        type: original.type,
      }),
    );
    return new ClockMachine(sfn, arn);
  }

  async delete(): Promise<void> {
    await this.#sfn.send(new DeleteStateMachineCommand({ stateMachineArn: this.arn }));
  }
}

type Definition = {
  readonly StartAt: string;
  readonly States: Record<string, { Parameters?: Record<string, unknown> }>;
};

const OPENING = { 'input.$': '$', 'startedAt.$': '$$.Execution.StartTime' };
const OWN_CLOCK = { 'input.$': '$.input', 'startedAt.$': '$.startedAt' };

/** @throws Error if the first state is not what every workflow of the program begins with */
function withOwnClock(definition: Definition): Definition {
  const first = definition.States[definition.StartAt];
  const parameters = first?.Parameters ?? {};
  const isOpening = Object.entries(OPENING).every(([name, path]) => parameters[name] === path);
  if (!isOpening) throw new Error(`${definition.StartAt} opens with ${JSON.stringify(parameters)}`);
  const own = { ...first, Parameters: { ...parameters, ...OWN_CLOCK } };
  return { ...definition, States: { ...definition.States, [definition.StartAt]: own } };
}
