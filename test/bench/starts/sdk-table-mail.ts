/** The same for a function that sends mails, too. */
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';

export * from './sdk-table.ts';
export const mailClient = new SESClient({});
export const usedForMail = [SendRawEmailCommand];
