import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  MailFromBehaviorOnMxFailure,
} from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { recipientsOf, type StageSettings, senderDomainsOf } from '../config.ts';
import type { MailSender } from '../constructs/access.ts';
import { domainOf, mailFromDomainOf, recordText, senderRecords } from '../dns-records.ts';

/** SES: the sender's domain as identity, and the configuration set that publishes the events of each mail. */
export class MailStack extends Stack {
  readonly sender: MailSender;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: StageSettings }) {
    super(scope, id, props);
    const configurationSet = this.#configurationSet();
    const { settings } = props;
    const domain = domainOf(settings.sender);
    const { domainsElsewhere = [] } = settings;
    for (const each of senderDomainsOf(settings).filter((name) => !domainsElsewhere.includes(name))) {
      const identity = this.#addIdentity(each, settings, configurationSet);
      // Emulators make no tokens.
      if (settings.stage !== 'local') this.#addRecords(each, settings, identity);
    }
    const identityArn = (name: string) => this.formatArn({ service: 'ses', resource: 'identity', resourceName: name });
    this.sender = {
      identityArn: identityArn(domain),
      recipientArns: recipientsOf(settings).map(identityArn),
      configurationSetArn: this.formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: configurationSet.configurationSetName,
      }),
      configurationSetName: configurationSet.configurationSetName,
    };
  }

  /** Its construct id has the domain: the identity of a domain stays when the sender moves to another one. */
  #addIdentity(domain: string, settings: StageSettings, configurationSet: ConfigurationSet): EmailIdentity {
    const identity = new EmailIdentity(this, `Domain-${domain}`, {
      identity: Identity.domain(domain),
      configurationSet,
      mailFromDomain: mailFromDomainOf(domain, settings.mailFromSubdomain),
      // As long as its records are missing, mails go out from a domain of SES.
      mailFromBehaviorOnMxFailure: MailFromBehaviorOnMxFailure.USE_DEFAULT_VALUE,
      // Bounces and complaints come as events; nobody reads them in the sender's mailbox.
      feedbackForwarding: false,
    });
    // A domain that is no identity any more sends nothing, and its DKIM keys are gone for good.
    identity.applyRemovalPolicy(settings.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    return identity;
  }

  /** What is to be put into the DNS of the domain. `npm run mail:check` looks whether it is there. */
  #addRecords(domain: string, { mailFromSubdomain }: StageSettings, { dkimRecords }: EmailIdentity): void {
    const { mx, spf, dmarc } = senderRecords(domain, mailFromSubdomain, this.region);
    const keys = dkimRecords.map((record, index) => [`Dkim${index + 1}`, { ...record, type: 'CNAME' }] as const);
    for (const [id, record] of [...keys, ['MailFromMx', mx], ['MailFromSpf', spf], ['Dmarc', dmarc]] as const)
      new CfnOutput(this, `${id}-${domain}`, { description: `A DNS record of ${domain}`, value: recordText(record) });
  }

  #configurationSet(): ConfigurationSet {
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      // The program keeps track of addresses that bounce. The account's list would drop mails to addresses that
      // operators have set again.
      disableSuppressionList: true,
      // Some partners' mail servers have no TLS; an unencrypted notice is better than none.
      tlsPolicy: ConfigurationSetTlsPolicy.OPTIONAL,
    });
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.RENDERING_FAILURE,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });
    return configurationSet;
  }
}
