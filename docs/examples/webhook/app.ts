import { App } from 'aws-cdk-lib';
import { WebhookStack } from './webhook-stack.ts';

const app = new App();
const context = (name: string): string | undefined => app.node.tryGetContext(name);

new WebhookStack(app, 'example-webhook', {
  busName: context('bus') ?? 'partner-program-prod',
  url: context('url') ?? 'https://receiver.example.com/partner-program',
  secretName: context('secret') ?? 'partner-program-webhook',
  types: context('types')?.split(',') ?? ['membership.renewed', 'membership.expired'],
});
