import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type IRole, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type IFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  Charset,
  LogLevel,
  NodejsFunction,
  OutputFormat,
  SourceMapMode,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Access } from './access.ts';
import { acknowledge, acknowledgeWildcard } from './acknowledge.ts';
import { removeRedundantDependencies } from './redundant-dependencies.ts';
import { type Canary, liveAlias } from './rollout.ts';

const ROOT = join(import.meta.dirname, '../..');

/** CommonJS packages call `require`, which an ES module does not have. */
const REQUIRE_FOR_COMMONJS =
  "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);";

/** The CloudWatch namespace of the functions' own metrics; their dimensions are `service` and `workflow`. */
export const METRICS_NAMESPACE = 'PartnerProgram';

export type WorkflowFunctionProps = {
  /** The file that exports `handler`. */
  readonly entry: string;
  /** The program configuration; the function finds it as `program.json` beside its bundle. */
  readonly programConfigFile: string;
  /** Files that are bundled in place of packages, by the package's name. Default: none. */
  readonly moduleAliases?: Readonly<Record<string, string>>;
  /** The service name of its logs and metrics. */
  readonly service: string;
  /** For how many days its logs are kept; one of those that CloudWatch Logs knows. */
  readonly logsKeptDays: number;
  /** How a new version comes into use. Default: at once, without versions. */
  readonly canary?: Canary;
  /** How long one call may take. Default 1 minute. */
  readonly timeout?: Duration;
  /** In MB; CPU comes in proportion. Default 512. */
  readonly memorySize?: number;
  /** All permissions of the function. Default: none. */
  readonly access?: readonly Access[];
  /** Environment besides what `access` brings. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** A Lambda handler: one minified ES module on Node 24 (ARM64), with a role and a log group of its own. */
export class WorkflowFunction extends Construct {
  /** What others call, and may call: the function, or the alias whose version is in use. */
  readonly called: IFunction;
  readonly logGroup: LogGroup;
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: WorkflowFunctionProps) {
    super(scope, id);
    const access = props.access ?? [];
    this.logGroup = new LogGroup(this, 'Logs', {
      retention: props.logsKeptDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // The role holds all permissions; the CDK adds none.
    const role = this.#roleFor(this.logGroup, access);
    this.roleArn = role.roleArn;
    const made = new NodejsFunction(this, 'Function', {
      entry: props.entry,
      projectRoot: ROOT,
      depsLockFilePath: join(ROOT, 'package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize ?? 512,
      timeout: props.timeout ?? Duration.minutes(1),
      tracing: Tracing.ACTIVE,
      awsSdkConnectionReuse: false,
      logGroup: this.logGroup,
      role,
      environment: environmentOf(props),
      bundling: bundlingWith(props),
      // Of an old version nothing is left to go back to otherwise.
      ...(props.canary && { currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN } }),
    });
    removeRedundantDependencies(made);
    this.called = props.canary ? liveAlias(this, made, props.canary) : made;
  }

  #roleFor(logGroup: LogGroup, access: readonly Access[]): IRole {
    const statements = [writeTo(logGroup), trace(), ...access.flatMap((part) => part.statements)];
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { Function: new PolicyDocument({ statements }) },
    });
    acknowledge(
      role,
      'AwsSolutions-IAM5[Resource::*]',
      'X-Ray has no resources that a permission to write traces could name.',
    );
    for (const { wildcards = {} } of access)
      for (const [resource, reason] of Object.entries(wildcards)) acknowledgeWildcard(role, resource, reason);
    return role.withoutPolicyUpdates();
  }
}

const writeTo = (logGroup: LogGroup) =>
  new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] });

const trace = () =>
  new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] });

function environmentOf({ service, access = [], environment = {} }: WorkflowFunctionProps): Record<string, string> {
  return Object.assign(
    {
      POWERTOOLS_SERVICE_NAME: service,
      POWERTOOLS_METRICS_NAMESPACE: METRICS_NAMESPACE,
      NODE_OPTIONS: '--enable-source-maps',
    },
    environment,
    ...access.map((part) => part.environment),
  );
}

function bundlingWith({ programConfigFile, moduleAliases = {} }: WorkflowFunctionProps): BundlingOptions {
  const aliases = {
    '@aws-sdk/credential-provider-node': join(ROOT, 'shared/lambda/credentials.ts'),
    ...moduleAliases,
  };
  return {
    logLevel: LogLevel.WARNING,
    format: OutputFormat.ESM,
    target: 'node24',
    minify: true,
    // Stack traces in logs name files and lines of the sources (docs/decisions/0040-traces.md).
    sourceMap: true,
    sourceMapMode: SourceMapMode.DEFAULT,
    sourcesContent: false,
    // The SDK is bundled too: its version is the one that was tested, and cold starts are faster.
    externalModules: [],
    // ES modules where a package has them: unused code is left out.
    mainFields: ['module', 'main'],
    // Chinese and Korean unescaped.
    charset: Charset.UTF8,
    esbuildArgs: Object.fromEntries(Object.entries(aliases).map(([name, path]) => [`--alias:${name}`, path])),
    banner: REQUIRE_FOR_COMMONJS,
    commandHooks: {
      beforeBundling: () => [],
      beforeInstall: () => [],
      afterBundling: (_, outputDir) => [`cp ${quoted(programConfigFile)} ${quoted(join(outputDir, 'program.json'))}`],
    },
  };
}

/** As one word of a POSIX shell. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
