/** Metrics in CloudWatch's embedded format (EMF): log lines, which CloudWatch turns into metrics. */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Namespace and the dimension `service` come from the environment; it holds the stage. */
const metrics = new Metrics();

/** Emits counts of a workflow at once; nothing if there are none. */
export function emitCounts(workflow: string, counts: Readonly<Record<string, number>>): void {
  if (Object.keys(counts).length === 0) return;
  metrics.addDimension('workflow', workflow);
  for (const [name, value] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}
