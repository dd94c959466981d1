import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { readStageSettings } from '../../../infra/config.ts';
import { MailStack } from '../../../infra/stacks/mail.ts';
import { resourcesOfType, synthesized, written } from './synthesized.ts';

const { mail } = synthesized({ stage: 'prod' });

/** The mail stack of a stage with other settings. */
function mailStack(changes: object): Template {
  const folder = mkdtempSync(join(tmpdir(), 'stages-'));
  const common = { sendRate: 1, mapConcurrency: 1, partnerCenterUrl: 'https://partner.example' };
  const programConfigFile = join(import.meta.dirname, 'program.seoul.json');
  const settings = { ...common, programConfigFile, operatorsAddress: 'operators@old.example', ...changes };
  writeFileSync(join(folder, 'dev.json'), JSON.stringify(settings));
  return Template.fromStack(
    new MailStack(new App(), 'mail', { settings: readStageSettings({ stage: 'dev' }, folder) }),
  );
}

const identitiesOf = (template: Template): Record<string, string> =>
  Object.fromEntries(
    Object.entries(template.findResources('AWS::SES::EmailIdentity')).map(([id, { Properties }]) => [
      Properties.EmailIdentity,
      id,
    ]),
  );

describe('the mail stack', () => {
  it('publishes the events of every mail to EventBridge', () => {
    const [destination] = resourcesOfType(mail, 'AWS::SES::ConfigurationSetEventDestination');
    expect(destination?.Properties.EventDestination).toMatchObject({
      Enabled: true,
      MatchingEventTypes: ['send', 'delivery', 'bounce', 'complaint', 'reject', 'renderingFailure', 'deliveryDelay'],
    });
    const [set] = resourcesOfType(mail, 'AWS::SES::ConfigurationSet');
    expect(set?.Properties.ReputationOptions).toEqual({ ReputationMetricsEnabled: true });
  });

  it("has an identity for the sender's domain", () => {
    expect(Object.keys(identitiesOf(mailStack({ sender: 'program@old.example' })))).toEqual(['old.example']);
  });

  it("changes the sender's domain without changing either identity", () => {
    const before = identitiesOf(mailStack({ sender: 'program@old.example', otherSenderDomains: ['new.example'] }));
    const after = identitiesOf(mailStack({ sender: 'program@new.example', otherSenderDomains: ['old.example'] }));
    expect(Object.keys(before).sort()).toEqual(['new.example', 'old.example']);
    expect(after).toEqual(before);
  });

  it('keeps the identities of stage prod: their DKIM keys would be gone for good', () => {
    const [identity] = resourcesOfType(mail, 'AWS::SES::EmailIdentity');
    expect(identity).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    const dev = resourcesOfType(synthesized({ stage: 'dev' }).mail, 'AWS::SES::EmailIdentity');
    expect(dev.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Delete']);
  });

  it('has bounces return to a MAIL FROM domain of its own, and mails none of them to the sender', () => {
    const [identity] = resourcesOfType(mail, 'AWS::SES::EmailIdentity');
    expect(identity?.Properties).toMatchObject({
      MailFromAttributes: { MailFromDomain: 'bounce.example.com', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' },
      FeedbackAttributes: { EmailForwardingEnabled: false },
    });
  });

  it('says in its outputs which DNS records each domain needs', () => {
    const template = mailStack({ sender: 'program@old.example', otherSenderDomains: ['new.example'] });
    const values = Object.entries(template.findOutputs('*')).map(([id, { Value }]) => [id, written(Value)]);
    const outputs = Object.fromEntries(values);
    expect(Object.keys(outputs).sort()).toEqual(
      ['newexample', 'oldexample']
        .flatMap((domain) => [
          ...[1, 2, 3].map((number) => `Dkim${number}${domain}`),
          ...[`Dmarc${domain}`, `MailFromMx${domain}`, `MailFromSpf${domain}`],
        ])
        .sort(),
    );
    expect(outputs.Dkim1oldexample).toMatch(
      /^<Domainoldexample\w+\.DkimDNSTokenName1> CNAME <Domainoldexample\w+\.DkimDNSTokenValue1>$/,
    );
    expect(outputs.MailFromMxoldexample).toBe('bounce.old.example MX 10 feedback-smtp.<AWS::Region>.amazonses.com');
    expect(outputs.MailFromSpfoldexample).toBe('bounce.old.example TXT "v=spf1 include:amazonses.com ~all"');
    expect(outputs.Dmarcoldexample).toBe('_dmarc.old.example TXT "v=DMARC1; p=none"');
  });

  it('exports no identity, so that other stacks cannot keep it from being removed', () => {
    const outputs = mailStack({ sender: 'program@old.example' }).findOutputs('*');
    expect(Object.values(outputs).filter(({ Export }) => Export !== undefined && /Domain/.test(Export.Name))).toEqual(
      [],
    );
  });
});
