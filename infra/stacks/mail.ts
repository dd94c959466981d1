import { Stack, type StackProps } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
} from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import type { StageSettings } from '../config.ts';
import type { MailSender } from '../constructs/access.ts';

/** SES: the sender's domain as identity, and the configuration set that publishes the events of each mail. */
export class MailStack extends Stack {
  readonly sender: MailSender;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: StageSettings }) {
    super(scope, id, props);
    const configurationSet = this.#configurationSet();
    const { sender, otherSenderDomains } = props.settings;
    const domain = domainOf(sender);
    for (const each of new Set([domain, ...otherSenderDomains])) this.#addIdentity(each, configurationSet);
    this.sender = {
      // By name, not by reference: an identity that other stacks refer to could not be removed when the sender changes.
      identityArn: this.formatArn({ service: 'ses', resource: 'identity', resourceName: domain }),
      configurationSetArn: this.formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: configurationSet.configurationSetName,
      }),
      configurationSetName: configurationSet.configurationSetName,
    };
  }

  /** Its construct id has the domain: the identity of a domain stays when the sender moves to another one. */
  #addIdentity(domain: string, configurationSet: ConfigurationSet): void {
    new EmailIdentity(this, `Domain-${domain}`, { identity: Identity.domain(domain), configurationSet });
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

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
