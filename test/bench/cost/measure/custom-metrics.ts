import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type EmbeddedMetrics = {
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly {
      readonly Namespace: string;
      readonly Dimensions: readonly (readonly string[])[];
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
  readonly [name: string]: unknown;
};

/**
 * The custom metrics that functions wrote into their logs, in the embedded format; told apart by name and dimensions.
 */
export function countCustomMetrics(logsFolder: string): number {
  const found = new Set<string>();
  for (const file of globSync('*.log', { cwd: logsFolder }))
    for (const line of readFileSync(join(logsFolder, file), 'utf8').split('\n'))
      if (line.includes('"CloudWatchMetrics"')) for (const metric of metricsIn(line)) found.add(metric);
  return found.size;
}

function metricsIn(line: string): string[] {
  const values = JSON.parse(line) as EmbeddedMetrics;
  return (values._aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) => {
      const dimensions = names.map((name) => `${name}=${values[name]}`).join();
      return Metrics.map(({ Name }) => `${Namespace} ${dimensions} ${Name}`);
    }),
  );
}
