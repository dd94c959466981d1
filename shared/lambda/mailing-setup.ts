/** What a function needs to decide and to send mails, made once per running copy. */
import * as z from 'zod';
import { mailProgramOf } from '../mail/compose/program.ts';
import { sesSender, UNPACED } from '../mail/sender.ts';
import { paceBySlots } from '../store/send-slots.ts';
import { openStore } from '../store/store.ts';
import { mailClient, openTable } from './clients.ts';
import { mailSettings, parseEnvironment, reportSettings, sweepSettings, tableSettings } from './environment.ts';
import { type ObjectStore, openObjectStore } from './object-store.ts';
import { readDeployedConfig } from './program-config.ts';

export function mailingSetup() {
  const settings = parseEnvironment(z.object({ ...tableSettings.shape, ...mailSettings.shape }));
  const config = readDeployedConfig();
  const store = openStore(openTable(settings), config);
  const pace = settings.SEND_RATE === 'unlimited' ? UNPACED : paceBySlots(store, settings.SEND_RATE);
  const mail = {
    sender: settings.SENDER,
    senderName: settings.SENDER_NAME,
    replyTo: settings.REPLY_TO,
    configurationSet: settings.CONFIGURATION_SET,
  };
  return {
    config,
    store,
    pace,
    operators: settings.OPERATORS_ADDRESS,
    configurationSet: settings.CONFIGURATION_SET,
    post: {
      send: sesSender(mailClient(), mail, pace),
      ...mailProgramOf(config, settings.PARTNER_CENTER_URL, settings.SENDER),
    },
  };
}

export type MailingSetup = ReturnType<typeof mailingSetup>;

/** The same for a function that also writes reports. */
export function reportingSetup(): ReportingSetup {
  return { ...mailingSetup(), reports: openObjectStore(parseEnvironment(reportSettings).REPORTS_BUCKET) };
}

/** The same for a function that works through the items of a sweep. */
export function sweepSetup(): ReportingSetup & { itemsInFlight: number; closedUntil: () => string | null } {
  const setup = reportingSetup();
  const { ITEMS_IN_FLIGHT } = parseEnvironment(sweepSettings);
  return { ...setup, itemsInFlight: ITEMS_IN_FLIGHT, closedUntil: setup.pace.closedUntil };
}

export type ReportingSetup = MailingSetup & { reports: ObjectStore };
