import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the templates of a stage hold that is billed by the month, whether anything runs or not. */
export type FixedParts = {
  /** Metrics that alarms watch: alarms are billed by them. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  readonly dashboards: number;
  /** Keys of KMS; the keys that AWS owns and manages are free. */
  readonly keys: number;
};

type Resource = {
  readonly Type: string;
  readonly Properties?: { readonly Metrics?: readonly { readonly MetricStat?: unknown }[] };
};

export function fixedParts(assemblyDir: string): FixedParts {
  const resources = globSync('*.template.json', { cwd: assemblyDir }).flatMap((file) => {
    const template: unknown = JSON.parse(readFileSync(join(assemblyDir, file), 'utf8'));
    return Object.values((template as { Resources: Record<string, Resource> }).Resources);
  });
  return fixedPartsOf(resources);
}

export function fixedPartsOf(resources: readonly Resource[]): FixedParts {
  const resourcesOf = (type: string): Resource[] => resources.filter(({ Type }) => Type === type);
  return {
    alarmMetrics: resourcesOf('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    compositeAlarms: resourcesOf('AWS::CloudWatch::CompositeAlarm').length,
    dashboards: resourcesOf('AWS::CloudWatch::Dashboard').length,
    keys: resourcesOf('AWS::KMS::Key').length,
  };
}

/** An alarm on one metric, or on an expression of several. */
const metricsOf = ({ Properties }: Resource): number =>
  Math.max(1, (Properties?.Metrics ?? []).filter(({ MetricStat }) => MetricStat !== undefined).length);
