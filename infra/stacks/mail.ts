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

/** How notices leave: the sender's domain as SES identity, and the configuration set that publishes what became of each mail. */
export class MailStack extends Stack {
  readonly sender: MailSender;

  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: StageSettings }) {
    super(scope, id, props);
    const configurationSet = this.#configurationSet();
    const { sender, otherSenderDomains } = props.settings;
    const domain = domainOf(sender);
    for (const each of new Set([domain, ...otherSenderDomains])) this.#addIdentity(each, configurationSet);
    this.sender = {
      // By name, not by reference: an identity that other stacks refer to could not be taken away when the sender moves on.
      identityArn: this.formatArn({ service: 'ses', resource: 'identity', resourceName: domain }),
      configurationSetArn: this.formatArn({
        service: 'ses',
        resource: 'configuration-set',
        resourceName: configurationSet.configurationSetName,
      }),
      configurationSetName: configurationSet.configurationSetName,
    };
  }

  /** Called by its domain in the stack: the identity of a domain stays as it is when the sender moves to or from it. */
  #addIdentity(domain: string, configurationSet: ConfigurationSet): void {
    new EmailIdentity(this, `Domain-${domain}`, { identity: Identity.domain(domain), configurationSet });
  }

  #configurationSet(): ConfigurationSet {
    const configurationSet = new ConfigurationSet(this, 'ConfigurationSet', {
      reputationMetrics: true,
      // The ledger marks who cannot be reached. The account's list would swallow mails to addresses that operators have set anew.
      disableSuppressionList: true,
      // Some partners' mail servers still have no TLS; a notice that reaches them in clear beats one that does not.
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
