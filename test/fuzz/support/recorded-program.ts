/** The parts of the functions, each of which records what was done with it. */
import { openStore } from '../../../shared/store/store.ts';
import type { Item } from '../../../shared/store/table.ts';
import { config } from '../../unit/rules/support.ts';
import { ITEMS } from '../inputs/stored-items.ts';
import { RecordedTable } from './recorded-table.ts';

const recorded = new RecordedTable();
const mails: string[] = [];
const objects: string[] = [];

/** Another partner, with all that the first one has. */
const ofAnother = (item: Item): Item => JSON.parse(JSON.stringify(item).replaceAll('P-1', 'P-2')) as Item;
const HELD = ITEMS.map(({ item }) => item);
const BOTH = [...HELD, ...HELD.filter(({ pk }) => String(pk).includes('P-1')).map(ofAnother)];

const program = config();
/** Where reports and uploads go. */
export const bucket = (name: string) => ({ bucket: name, put: async (key: string) => void objects.push(key) });
export const setup = {
  config: program,
  store: openStore(recorded.table, program),
  operators: 'operators@vendor.example',
  configurationSet: 'partner-program-dev',
  post: {
    send: async ({ to }: { to: string }) => {
      mails.push(to);
      return { outcome: 'sent' as const, messageId: `m-${mails.length}` };
    },
    partnerCenterUrl: 'https://partner.example/dashboard',
  },
  reports: bucket('reports'),
};

/** Two partners, P-1 and P-2, with one item of every kind, and no writes recorded yet. */
export function begin(): void {
  recorded.setUp(BOTH);
  mails.length = 0;
  objects.length = 0;
}

/** The writes since `begin`: keys of items and objects, addresses of mails. */
export function deeds() {
  return { written: recorded.writes.map(({ pk, sk }) => `${pk} ${sk}`), mails: [...mails], objects: [...objects] };
}

export const NOTHING = { written: [], mails: [], objects: [] };
