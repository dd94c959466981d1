/** What an emulator may be unable to deploy, and how the templates look without it. */
export interface Gap {
  /** What the emulator says of it. */
  readonly said: RegExp;
  /** What is told about it; follows on "emulator". */
  readonly what: string;
  /** Changes the template. @returns whether there was anything to change */
  readonly leaveOut: (template: Template) => boolean;
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  Outputs?: Record<string, unknown>;
}

interface Resource {
  readonly Type: string;
  Properties?: Record<string, unknown>;
}

export const GAPS: readonly Gap[] = [
  {
    said: /attribute DkimDNSTokenName\d does not exist/,
    what: 'knows no DKIM tokens of an identity: the outputs with the DNS records are left out',
    leaveOut: withoutDkimOutputs,
  },
  {
    said: /Metrics \(metric math\) is not supported/,
    what: 'has no metric math: alarms on it are deployed on the first of their metrics instead',
    leaveOut: withoutMetricMath,
  },
];

function withoutDkimOutputs(template: Template): boolean {
  const outputs = Object.entries(template.Outputs ?? {});
  const kept = outputs.filter(([, output]) => !JSON.stringify(output).includes('DkimDNSToken'));
  if (kept.length < outputs.length) template.Outputs = Object.fromEntries(kept);
  return kept.length < outputs.length;
}

interface MetricQuery {
  readonly MetricStat?: { readonly Metric: object; readonly Period: number; readonly Stat: string };
}

function withoutMetricMath({ Resources }: Template): boolean {
  const alarms = Object.values(Resources).filter(({ Type, Properties }) => isMath(Type, Properties));
  for (const alarm of alarms) {
    const { Metrics, ...properties } = alarm.Properties ?? {};
    const { MetricStat } = (Metrics as MetricQuery[]).find((query) => query.MetricStat) ?? {};
    if (MetricStat === undefined) throw new Error('an alarm on metric math without a metric');
    const { Metric, Period } = MetricStat;
    alarm.Properties = { ...properties, ...Metric, Period, Statistic: 'Sum' };
  }
  return alarms.length > 0;
}

const isMath = (type: string, properties?: Record<string, unknown>): boolean =>
  type === 'AWS::CloudWatch::Alarm' && properties?.Metrics !== undefined;
