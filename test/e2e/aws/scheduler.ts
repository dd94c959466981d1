import { callRest } from '../../../infra/account/protocols.ts';
import type { Clients } from './clients.ts';

/** A schedule as EventBridge Scheduler tells it, as far as it is looked at here. */
export type ScheduleDetails = {
  readonly Name: string;
  readonly GroupName: string;
  readonly State: 'ENABLED' | 'DISABLED';
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly Target: {
    readonly Arn: string;
    readonly Input?: string;
    readonly RetryPolicy?: Readonly<Record<string, number>>;
    readonly DeadLetterConfig?: Readonly<Record<string, string>>;
  };
};

export async function schedulesOf(clients: Clients, group: string): Promise<ScheduleDetails[]> {
  const { Schedules } = await callRest(clients, 'scheduler', 'GET', `/schedules?ScheduleGroup=${group}`);
  const names = (Schedules as { Name: string }[]).map(({ Name }) => Name);
  return Promise.all(names.map((name) => scheduleCalled(clients, group, name)));
}

async function scheduleCalled(clients: Clients, group: string, name: string): Promise<ScheduleDetails> {
  return (await callRest(
    clients,
    'scheduler',
    'GET',
    `/schedules/${name}?groupName=${group}`,
  )) as unknown as ScheduleDetails;
}

/** Replaces a schedule, as the console does when one is edited, paused or resumed. */
export async function putSchedule(clients: Clients, schedule: ScheduleDetails): Promise<void> {
  // Answers hold more than requests may: what only describes is left out.
  const {
    Arn: _,
    CreationDate: __,
    LastModificationDate: ___,
    ...input
  } = schedule as unknown as Record<string, unknown>;
  await callRest(clients, 'scheduler', 'PUT', `/schedules/${schedule.Name}`, input);
}
