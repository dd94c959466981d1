/** What a function needs to decide and to send mails, made once per running copy. */
import * as z from 'zod';
import { createPacer } from '../mail/create-pacer.ts';
import { sesSender } from '../mail/sender.ts';
import { openStore } from '../store/store.ts';
import { mailClient, openTable } from './clients.ts';
import { mailSettings, parseEnvironment, reportSettings, sweepSettings, tableSettings } from './environment.ts';
import { type ObjectStore, openObjectStore } from './object-store.ts';
import { readDeployedConfig } from './program-config.ts';

export function mailingSetup() {
  const settings = parseEnvironment(z.object({ ...tableSettings.shape, ...mailSettings.shape }));
  const config = readDeployedConfig();
  const mail = { sender: settings.SENDER, configurationSet: settings.CONFIGURATION_SET };
  return {
    config,
    store: openStore(openTable(settings.TABLE_NAME), config),
    operators: settings.OPERATORS_ADDRESS,
    configurationSet: settings.CONFIGURATION_SET,
    post: {
      send: sesSender(mailClient(), mail, createPacer(settings.SEND_RATE)),
      partnerCenterUrl: settings.PARTNER_CENTER_URL,
      timeZone: config.timeZone,
    },
  };
}

export type MailingSetup = ReturnType<typeof mailingSetup>;

/** The same for a function that also writes reports. */
export function reportingSetup(): ReportingSetup {
  return { ...mailingSetup(), reports: openObjectStore(parseEnvironment(reportSettings).REPORTS_BUCKET) };
}

/** The same for a function that works through the items of a sweep. */
export function sweepSetup(): ReportingSetup & { itemsInFlight: number } {
  return { ...reportingSetup(), itemsInFlight: parseEnvironment(sweepSettings).ITEMS_IN_FLIGHT };
}

export type ReportingSetup = MailingSetup & { reports: ObjectStore };
