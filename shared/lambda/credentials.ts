/**
 * Replaces `@aws-sdk/credential-provider-node` in the bundles: a function's credentials are in its environment, and the
 * other sources (profiles, SSO, instance metadata) would be a fifth of its code.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env';

export const defaultProvider = () => fromEnv();
