import { Duration } from 'aws-cdk-lib';
import {
  Choice,
  Condition,
  DistributedMap,
  Fail,
  type IChainable,
  JsonPath,
  StateMachineType,
  Succeed,
} from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { consoleName, itemsInFlightOf } from '../../config.ts';
import type { Access } from '../access.ts';
import { failIfInvalid } from '../fail-if-invalid.ts';
import { FIRST_PAYLOAD, lambdaTask } from '../lambda-task.ts';
import { handlerProps, type SweepName, type WorkflowContext } from '../workflow-context.ts';
import { WorkflowFunction } from '../workflow-function.ts';
import { WorkflowMachine } from '../workflow-machine.ts';
import { sweepSegment } from './sweep-segment.ts';

const MAP_LABEL = 'segments';

/** The input, shown in the console below the purpose. */
const INPUT =
  'Input, every field optional, {} is a normal run for today: ' +
  '{"asOf": "2026-11-16", "dryRun": true, "partnerIds": ["P-00042"], "reason": "ticket 4711"}';

export type SweepWorkflowProps = WorkflowContext & {
  readonly workflow: SweepName;
  /** The purpose, shown in the console. */
  readonly purpose: string;
  /** Further fields of its input, if any. */
  readonly furtherInput?: string;
  /** Permissions of the plan function. */
  readonly planAccess: readonly Access[];
  /** Permissions of the page function. */
  readonly pageAccess: readonly Access[];
  /** Permissions of the report function. */
  readonly reportAccess: readonly Access[];
  /** Permissions of the handler `assemble`, if the workflow has one that combines the segments' results. */
  readonly assembleAccess?: readonly Access[];
};

/**
 * A scheduled workflow: plan → page through the segments, many at a time → report. A page that fails after its
 * retries leaves its segment's items due and does not stop the others; the execution then fails after the report.
 */
export class SweepWorkflow extends Construct {
  readonly machine: WorkflowMachine;
  readonly #props: SweepWorkflowProps;

  constructor(scope: Construct, id: string, props: SweepWorkflowProps) {
    super(scope, id);
    this.#props = props;
    const plan = this.#handler('PlanFunction', 'sweep/plan', props.planAccess, undefined, {
      SEGMENTS: String(props.settings.mapConcurrency),
    });
    const page = this.#handler('PageFunction', `${props.workflow}/page`, props.pageAccess, Duration.minutes(5), {
      ITEMS_IN_FLIGHT: String(itemsInFlightOf(props.settings)),
    });
    const report = this.#handler('ReportFunction', 'sweep/report', props.reportAccess, Duration.minutes(5));
    const assemble =
      props.assembleAccess &&
      this.#handler('AssembleFunction', `${props.workflow}/assemble`, props.assembleAccess, Duration.minutes(15));
    this.machine = new WorkflowMachine(this, 'Machine', {
      name: consoleName(props.settings, props.workflow),
      comment: [props.purpose, INPUT, props.furtherInput].filter(Boolean).join(' '),
      definition: this.#definition(plan, this.#segments(page), report, assemble),
      functions: [plan, page, report, ...(assemble ? [assemble] : [])],
      mapLabel: MAP_LABEL,
      logsKeptDays: props.settings.logsKeptDays,
      // Over before the next day's run.
      timeout: Duration.hours(20),
    });
  }

  #handler(
    id: string,
    handler: string,
    access: readonly Access[],
    timeout?: Duration,
    environment?: Readonly<Record<string, string>>,
  ): WorkflowFunction {
    return new WorkflowFunction(this, id, {
      ...handlerProps(this.#props, handler),
      access,
      environment: { WORKFLOW: this.#props.workflow, ...environment },
      ...(timeout && { timeout }),
    });
  }

  #definition(
    plan: WorkflowFunction,
    segments: DistributedMap,
    report: WorkflowFunction,
    assemble?: WorkflowFunction,
  ): IChainable {
    const reported = this.#reported(report);
    const work = assemble
      ? segments
          .next(lambdaTask(this, 'Assemble', { workflowFunction: assemble, resultPath: '$.batch' }))
          .next(reported)
      : segments.next(reported);
    return lambdaTask(this, 'Plan', { workflowFunction: plan, payload: FIRST_PAYLOAD }).next(
      failIfInvalid(this).otherwise(work),
    );
  }

  #segments(page: WorkflowFunction): DistributedMap {
    const map = new DistributedMap(this, 'Segments', {
      label: MAP_LABEL,
      // Not EXPRESS: a segment with much to do takes longer than the five minutes that those get.
      mapExecutionType: StateMachineType.STANDARD,
      itemsPath: '$.segments',
      maxConcurrency: this.#props.settings.mapConcurrency,
      toleratedFailurePercentage: 100,
      resultPath: '$.results',
      itemSelector: { run: JsonPath.objectAt('$.run'), segment: JsonPath.objectAt('$$.Map.Item.Value') },
    });
    return map.itemProcessor(sweepSegment(this, page));
  }

  #reported(report: WorkflowFunction): IChainable {
    const payload = {
      run: JsonPath.objectAt('$.run'),
      segmentCount: JsonPath.numberAt('$.segmentCount'),
      results: JsonPath.objectAt('$.results'),
    };
    const incomplete = new Fail(this, 'Sweep incomplete', { error: 'SweepIncomplete', causePath: '$.cause' });
    const done = new Succeed(this, 'Done', { outputPath: '$.output' });
    return lambdaTask(this, 'Report', { workflowFunction: report, payload }).next(
      new Choice(this, 'All done?').when(Condition.booleanEquals('$.incomplete', true), incomplete).otherwise(done),
    );
  }
}
