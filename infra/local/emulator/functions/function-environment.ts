import { REGION } from '../template/identity.ts';
import type { FunctionSettings } from './local-function.ts';

/** Where the services listen, for the AWS SDKs inside the functions. */
export type ServiceEndpoints = {
  readonly dynamodb: string;
  readonly eventbridge: string;
  readonly s3: string;
  readonly ses: string;
  readonly stepFunctions: string;
};

/**
 * Any credentials are accepted, but the SDKs require some; DynamoDB Local keeps tables apart by them. Letters and
 * digits only.
 */
export const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Functions must not read the AWS profiles of the person at this machine. */
const NO_FILE = '/dev/null';

/** What the SDKs send along as `app/…` of their user agent: on one machine all functions have the same credentials. */
export const callerId = (functionName: string): string => functionName.slice(-MAX_CALLER_ID);

/** The SDKs take 50 characters, of which Powertools needs some. */
const MAX_CALLER_ID = 20;

/**
 * The environment Lambda gives to every function, with the endpoints of the emulator and no variable of this machine.
 */
export function lambdaEnvironment(settings: FunctionSettings, endpoints: ServiceEndpoints): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_CONFIG_FILE: NO_FILE,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventbridge,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_SFN: endpoints.stepFunctions,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${settings.name}`,
    AWS_REGION: REGION,
    AWS_SDK_UA_APP_ID: callerId(settings.name),
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_SHARED_CREDENTIALS_FILE: NO_FILE,
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    TZ: ':UTC',
    _HANDLER: settings.handler,
  };
}

/** An execution's time moves only where a state waits: a function that asks for it takes that of its event. */
export const VIRTUAL_TIME = { VIRTUAL_TIME: 'true' } as const;

/** Powertools' settings on this machine: no traces. They override those of the template. */
export const observationEnvironment = (logLevel: string): Record<string, string> => ({
  POWERTOOLS_LOG_LEVEL: logLevel,
  POWERTOOLS_TRACE_ENABLED: 'false',
});
