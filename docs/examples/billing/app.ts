import { App } from 'aws-cdk-lib';
import { BillingStack } from './billing-stack.ts';

const app = new App();
new BillingStack(app, 'example-billing', { busName: app.node.tryGetContext('bus') ?? 'partner-program-prod' });
