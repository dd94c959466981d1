import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { WORKFLOWS } from '../../../shared/domain/core/workflow.ts';
import { keepsData, programName, type StageSettings } from '../../config.ts';
import type { SweepName } from '../workflow-context.ts';
import { alarmDescription, type Described } from './alarm-description.ts';
import { completedBackups, filled, programMetric, reputationMetric, tableThrottles } from './metrics.ts';
import type { WatchedResources } from './watched-resources.ts';

type ProgramAlarm = Described & {
  readonly metric: Metric;
  /** A period without data counts as 0. */
  readonly isFilled?: boolean;
  /** Alarms at this value or above. Default 1. */
  readonly threshold?: number;
  /** Alarms when so many periods in a row have nothing. */
  readonly silentPeriods?: number;
  /**
   * The problem lasts until a later datapoint says otherwise: OK means that it is solved, and is mailed. Default: the
   * alarm reports an event and returns to OK by itself: OK is not mailed.
   */
  readonly isLasting?: boolean;
};

const DAILY: readonly SweepName[] = ['renewal-notices', 'grace-expiry'];
const SENDING: readonly SweepName[] = ['directory-submission', 'renewal-notices', 'grace-expiry'];

/** The period of alarms on which an operator acts soon; one datapoint is enough. */
const SOON = Duration.minutes(5);
/**
 * A daily run may end up to two hours later than the day before without an alarm. Of whole hours, each filled with a
 * zero if it has no data: where data are missing, CloudWatch looks at more periods than it is told to, and takes an
 * older run for one of these hours (Amazon CloudWatch User Guide, "Configuring how CloudWatch alarms treat missing
 * data"). So the alarm comes 26 to 27 hours after the last run. Periods of an hour may add up to seven days
 * (PutMetricAlarm, Amazon CloudWatch API Reference).
 */
const HOURS_WITHOUT_A_RUN = 26;
/** A day, and the window within which AWS Backup begins the next one: eight hours, and time to make it. */
const HOURS_WITHOUT_A_BACKUP = 36;
/** From these rates of bounces and complaints on, SES puts an account under review. */
const REVIEWED_BOUNCE_RATE = 0.05;
const REVIEWED_COMPLAINT_RATE = 0.001;
/** An event that fails is tried for an hour: later than that, the queue as a whole does not get ahead. */
const WAITING = Duration.hours(2);
/** An item that two daily runs did not finish. */
const DAYS_OVERDUE = 2;

/** The alarms of the program. Each one goes to the topic, and names the chapter of the runbook. */
export class ProgramAlarms extends Construct {
  readonly alarms: Alarm[] = [];
  readonly #topic: ITopic;
  readonly #settings: StageSettings;

  constructor(scope: Construct, id: string, watched: WatchedResources, topic: ITopic) {
    super(scope, id);
    this.#topic = topic;
    this.#settings = watched.settings;
    this.#onExecutions(watched);
    this.#onSilence(watched);
    this.#onWork(watched);
    this.#onMail();
    this.#onMailEvents(watched);
    this.#onProgramEvents(watched);
    this.#onThrottles(watched);
    this.#onFunctions(watched);
  }

  #onExecutions({ machines, deadLetters }: WatchedResources): void {
    const options = { period: SOON, statistic: Stats.SUM };
    for (const [name, machine] of Object.entries(machines)) {
      const ends = { failed: machine.metricFailed(options), 'timed out': machine.metricTimedOut(options) };
      for (const [end, metric] of Object.entries({ ...ends, 'was aborted': machine.metricAborted(options) }))
        this.#add(`${name} ${end}`, {
          metric,
          text: `An execution of ${name} ${end}. What it did not do stays due.`,
          about: name,
          machine,
          runbook: 'A run failed',
        });
    }
    this.#add('dead letters', {
      metric: waiting(deadLetters),
      isLasting: true,
      text: 'A schedule or an upload could not be delivered or failed again and again, and waits in the queue.',
      runbook: 'Dead letters',
    });
  }

  /** Nothing fails when nothing runs: missing runs have alarms of their own. */
  #onSilence({ machines }: WatchedResources): void {
    for (const name of DAILY)
      this.#add(`${name} did not run`, {
        metric: this.#metric(name, 'CompleteRuns', { period: Duration.hours(1) }),
        isFilled: true,
        silentPeriods: HOURS_WITHOUT_A_RUN,
        about: name,
        machine: machines[name],
        text: `No complete run of ${name} for ${HOURS_WITHOUT_A_RUN} hours: paused, failing or not scheduled.`,
        runbook: 'A run is missing',
      });
    for (const name of WORKFLOWS)
      this.#add(`${name} missed a planned run`, {
        metric: this.#metric(name, 'MissedRuns', { statistic: Stats.MAXIMUM }),
        isLasting: true,
        about: name,
        machine: machines[name],
        text: `A run of ${name} that was planned for yesterday was not completed.`,
        runbook: 'A run is missing',
      });
    this.#add('run-watch did not run', {
      metric: this.#metric('renewal-notices', 'MissedRuns', {
        period: Duration.hours(1),
        statistic: Stats.SAMPLE_COUNT,
      }),
      isFilled: true,
      silentPeriods: HOURS_WITHOUT_A_RUN,
      about: 'run-watch',
      text: 'Nobody looks whether runs are missing: the daily watch itself has not run.',
      runbook: 'A run is missing',
    });
    if (keepsData(this.#settings))
      this.#add('no backup', {
        metric: completedBackups(this.#settings, Duration.hours(1)),
        isFilled: true,
        silentPeriods: HOURS_WITHOUT_A_BACKUP,
        text: `No backup of the table was completed for ${HOURS_WITHOUT_A_BACKUP} hours: it failed, or was not begun.`,
        runbook: 'No backup',
      });
  }

  #onWork({ machines }: WatchedResources): void {
    for (const name of SENDING)
      this.#add(`${name} left uncertain notices`, {
        metric: this.#metric(name, 'Uncertain', { period: SOON }),
        about: name,
        machine: machines[name],
        text: 'Nobody can say whether a notice was sent: it was sent twice without an answer, or its cycle is closed.',
        runbook: 'Uncertain notices',
      });
    for (const name of WORKFLOWS)
      this.#add(`${name} does not get rid of overdue items`, {
        metric: this.#metric(name, 'OldestOverdueDays', { statistic: Stats.MAXIMUM }),
        threshold: DAYS_OVERDUE,
        isLasting: true,
        about: name,
        machine: machines[name],
        text: `An item of ${name} is still due ${DAYS_OVERDUE} days or more after its day.`,
        runbook: 'Overdue items do not shrink',
      });
    for (const name of WORKFLOWS)
      this.#add(`${name} has set items aside`, {
        metric: this.#metric(name, 'SetAside', { statistic: Stats.MAXIMUM }),
        isLasting: true,
        about: name,
        machine: machines[name],
        text: `An item of ${name} failed day after day and is not tried again until an operator says so.`,
        runbook: 'Items were set aside',
      });
  }

  #onMail(): void {
    this.#add('bounces', {
      metric: reputationMetric('BounceRate'),
      threshold: REVIEWED_BOUNCE_RATE,
      isLasting: true,
      about: 'mail-events',
      text: 'One mail in twenty bounces: SES may stop the account from sending.',
      runbook: 'Bounces and complaints',
    });
    this.#add('complaints', {
      metric: reputationMetric('ComplaintRate'),
      threshold: REVIEWED_COMPLAINT_RATE,
      isLasting: true,
      about: 'mail-events',
      text: 'One mail in a thousand is complained about: SES may stop the account from sending.',
      runbook: 'Bounces and complaints',
    });
    this.#add('alerts do not reach the operators', {
      metric: this.#metric('mail-events', 'UndeliverableAlerts', { period: SOON }),
      about: 'mail-events',
      text: 'A mail to the operators of the program bounced: alerts about partners get lost.',
      runbook: 'Bounces and complaints',
    });
  }

  #onMailEvents({ mailEvents }: WatchedResources): void {
    this.#add('mail events failed', {
      metric: waiting(mailEvents.deadLetters),
      isLasting: true,
      about: 'mail-events',
      text: 'What became of a mail could not be delivered or failed again and again, and waits among the dead letters.',
      runbook: 'Mail events that failed',
    });
    this.#add('mail events wait', {
      metric: mailEvents.queue.metricApproximateAgeOfOldestMessage({ period: SOON, statistic: Stats.MAXIMUM }),
      threshold: WAITING.toSeconds(),
      isLasting: true,
      about: 'mail-events',
      text: `What became of a mail waits for ${WAITING.toHours()} hours in its queue: nothing takes it, or not fast enough.`,
      runbook: 'Mail events that wait',
    });
  }

  #onProgramEvents({ programEvents, busCommands }: WatchedResources): void {
    if (programEvents !== null) {
      const { publish, deadLetters } = programEvents;
      this.#add('events wait', {
        metric: publish.called.metric('IteratorAge', { period: SOON, statistic: Stats.MAXIMUM }),
        threshold: WAITING.toMilliseconds(),
        isLasting: true,
        about: 'program-events',
        text: `What has changed was not told for ${WAITING.toHours()} hours: after a day the stream forgets it.`,
        runbook: 'Events that wait',
      });
      this.#add('events failed', {
        metric: waiting(deadLetters),
        isLasting: true,
        about: 'program-events',
        text: 'What has changed could not be told for a day: where it stands in the stream waits among the dead letters.',
        runbook: 'Events that failed',
      });
      this.#add('changes could not be told', {
        metric: this.#metric('program-events', 'UnreadableChanges', { period: SOON }),
        about: 'program-events',
        text: 'An item could not be read: the event change.unreadable was sent in place of what it would have told.',
        runbook: 'Changes that could not be told',
      });
    }
    if (busCommands !== null)
      this.#add('commands of the bus failed', {
        metric: waiting(busCommands.deadLetters),
        isLasting: true,
        about: 'bus-commands',
        text: 'A command that came by the bus failed again and again, and waits among the dead letters.',
        runbook: 'Commands of the bus that failed',
      });
  }

  #onThrottles({ table }: WatchedResources): void {
    const options = { period: SOON, statistic: Stats.SUM };
    // Both limits are shared by everything in an account and region.
    this.#add('calls throttled', {
      metric: new Metric({ namespace: 'AWS/Lambda', metricName: 'Throttles', ...options }),
      text: 'AWS held back functions because there were too many at once in this account.',
      runbook: 'Throttling',
    });
    this.#add('transitions throttled', {
      metric: new Metric({
        namespace: 'AWS/States',
        metricName: 'ThrottledEvents',
        dimensionsMap: { ServiceMetric: 'StateTransition' },
        ...options,
      }),
      text: 'AWS held back executions because there were too many state transitions at once in this account.',
      runbook: 'Throttling',
    });
    for (const [what, metric] of tableThrottles(table.name))
      this.#add(`${what} throttled`, {
        metric,
        isFilled: true,
        text: `DynamoDB held back ${what}.`,
        runbook: 'Throttling',
      });
  }

  #onFunctions({ standaloneFunctions }: WatchedResources): void {
    for (const [name, each] of Object.entries(standaloneFunctions))
      this.#add(`${name} fails`, {
        metric: each.metricErrors({ period: SOON, statistic: Stats.SUM }),
        about: name,
        text: `The function ${name} failed; no execution shows it. It is tried again, and then a dead letter.`,
        runbook: 'A function fails',
      });
  }

  #metric(workflow: string, ...metric: [Parameters<typeof programMetric>[2], Parameters<typeof programMetric>[3]?]) {
    return programMetric(this.#settings, workflow, ...metric);
  }

  #add(name: string, alarmed: ProgramAlarm): void {
    const { metric, isFilled = false, threshold = 1, silentPeriods, isLasting = false } = alarmed;
    const isSilence = silentPeriods !== undefined;
    const alarm = new Alarm(this, pascalCase(name), {
      alarmName: `${programName(this.#settings)}: ${name}`,
      alarmDescription: alarmDescription(this, this.#settings, alarmed),
      // Emulators, on which stage local runs, know no metric math.
      metric: isFilled && this.#settings.stage !== 'local' ? filled(metric) : metric,
      threshold: threshold,
      comparisonOperator: isSilence
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: silentPeriods ?? 1,
      treatMissingData: missingData(isSilence, isLasting),
    });
    alarm.addAlarmAction(new SnsAction(this.#topic));
    if (isSilence || isLasting) alarm.addOkAction(new SnsAction(this.#topic));
    this.alarms.push(alarm);
  }
}

/** How many messages wait in a queue, at most. */
const waiting = (queue: IQueue): Metric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: SOON, statistic: Stats.MAXIMUM });

/**
 * How missing data counts: for an alarm on silence, as breaching; for a lasting problem, as unchanged (a monthly run
 * has none for weeks).
 */
function missingData(isSilence: boolean, lasts: boolean): TreatMissingData {
  if (isSilence) return TreatMissingData.BREACHING;
  return lasts ? TreatMissingData.IGNORE : TreatMissingData.NOT_BREACHING;
}

/** `dead letters` → `DeadLetters`. */
function pascalCase(name: string): string {
  return name.replaceAll(/(^|[ -])(\w)/g, (_, _gap, letter: string) => letter.toUpperCase());
}
