import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { BillingStack } from '../../../docs/examples/billing/billing-stack.ts';
import { LicenceServerStack } from '../../../docs/examples/licence-server/licence-server-stack.ts';
import { WebhookStack } from '../../../docs/examples/webhook/webhook-stack.ts';

const busName = 'partner-program-dev';

/** Without bundling. */
function templateOf(make: (app: App) => Stack): Template {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  return Template.fromStack(make(new App({ outdir, context: { 'aws:cdk:bundling-stacks': [] } })));
}

const webhook = (app: App, url: string) =>
  new WebhookStack(app, 'webhook', { busName, url, secretName: 'shared', types: ['membership.expired'] });

const billing = templateOf((app) => new BillingStack(app, 'billing', { busName }));
const licences = templateOf((app) => new LicenceServerStack(app, 'licences', { busName }));
const hooks = templateOf((app) => webhook(app, 'https://receiver.example.com/'));

const patterns = (template: Template) =>
  Object.values(template.findResources('AWS::Events::Rule')).map(({ Properties }) => Properties.EventPattern);

describe('the stacks of the examples', () => {
  it('billing hears of its own commands alone', () => {
    expect(patterns(billing)).toEqual([
      {
        source: ['partner-program'],
        'detail-type': ['command.done', 'command.refused', { prefix: 'membership.' }],
        detail: { commandId: [{ prefix: 'R-billing-' }] },
      },
      { source: ['partner-program'], 'detail-type': ['command.rejected'], detail: { about: ['source/billing'] } },
    ]);
  });

  it('billing has a role whose name the stage can know', () => {
    billing.hasResourceProperties('AWS::IAM::Role', { RoleName: 'partner-billing' });
  });

  it('the licence server gets every type, of which the numbers are', () => {
    expect(patterns(licences)).toEqual([{ source: ['partner-program'], detail: { about: [{ prefix: 'partner/' }] } }]);
  });

  it('the webhook posts the types that were named', () => {
    expect(patterns(hooks)).toEqual([{ source: ['partner-program'], 'detail-type': ['membership.expired'] }]);
  });

  it.each([
    ['billing', billing],
    ['licence-server', licences],
    ['webhook', hooks],
  ])('%s loses nothing: what is not taken in the end is in a queue', (_, template) => {
    const redrives = Object.values(template.findResources('AWS::SQS::Queue')).map(
      ({ Properties }) => Properties.RedrivePolicy,
    );
    expect(redrives.filter((redrive) => redrive !== undefined)).toHaveLength(1);
    const targets = Object.values(template.findResources('AWS::Events::Rule')).flatMap(
      ({ Properties }) => Properties.Targets,
    );
    expect(targets.every(({ DeadLetterConfig }) => DeadLetterConfig !== undefined)).toBe(true);
    template.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
  });

  it('a webhook goes over TLS', () => {
    expect(() => templateOf((app) => webhook(app, 'http://receiver.example.com/'))).toThrow(/https/);
  });
});
