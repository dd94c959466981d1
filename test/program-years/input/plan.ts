import * as fc from 'fast-check';
import { FAULTS, type Fault } from '../run/process.ts';
import { type PlannedCommand, plannedCommand } from './planned-commands.ts';
import { contacts, int, type PlannedContact } from './planned-contacts.ts';

/** Days of a simulated year. */
export const DAYS = 366;

export type PlannedMembership = {
  readonly offer: 'action-pack' | 'learning-action-pack' | 'competency' | 'advanced-specialization';
  readonly competency: number;
  readonly level: 'silver' | 'gold';
  readonly learningOption: boolean;
  /** Of the purchase. */
  readonly year: number;
  readonly monthDay: string;
  /** Cycles paid before the beginning that are too few (0: none). */
  readonly behind: number;
};

export type PlannedPartner = {
  readonly mctCount: number;
  /** Days before the beginning; null: never. */
  readonly reviewed: number | null;
  readonly contacts: readonly PlannedContact[];
  readonly memberships: readonly PlannedMembership[];
  readonly invoices: readonly PlannedInvoice[];
  readonly listing: 'none' | 'complete' | 'incomplete';
};

export type PlannedInvoice = {
  /** Months before the beginning's; a later one is below 0. */
  readonly monthsBefore: number;
  readonly kpi: number;
  readonly type: 'invoice' | 'credit-note' | 'order-confirmation' | 'partner-report';
};

/** Somebody who belonged to a partner before the beginning, and what that person has passed; numbers of days. */
export type PlannedPerson = {
  readonly partner: number;
  /** Before the beginning. */
  readonly since: number;
  readonly certification: number;
  readonly completed: number;
  /** After the beginning; null: never. */
  readonly expires: number | null;
};

/** A figure that was measured some days before the beginning. */
export type PlannedFigure = {
  readonly partner: number;
  readonly competency: number;
  readonly metric: number;
  readonly value: number;
  readonly before: number;
};

/** A fault of the schedules on a day. */
export type PlannedDisruption = {
  readonly day: number;
  readonly what: 'outage' | 'late' | 'twice' | 'at-once';
  /** Days: how long the outage is, or by how much it is late. */
  readonly days: number;
};

/** A fault in an execution. */
export type PlannedFault = {
  readonly execution: number;
  /** Of the call, the first being 1. */
  readonly call: number;
  readonly fault: Fault;
};

/** An SES event that is lost, late or repeated. */
export type PlannedEvent = {
  readonly mail: number;
  readonly what: 'lost' | 'twice' | 'late';
};

export type Plan = {
  readonly from: string;
  readonly stages: readonly number[] | null;
  readonly profileReviewMaxAgeDays: number;
  /** What a competency asks for besides KPI and trainers. */
  readonly paths: 'none' | 'skills' | 'figures' | 'either';
  /** By which number what is asked for is divided. */
  readonly ease: number;
  readonly partners: readonly PlannedPartner[];
  readonly people: readonly PlannedPerson[];
  readonly figures: readonly PlannedFigure[];
  readonly commands: readonly PlannedCommand[];
  /** Days whose schedules are tried before they fire, by a dry run. */
  readonly previews: readonly number[];
  /**
   * Whether a Learning option takes a commitment (R-MEM-11), and what holders of a competency save on an Action Pack
   * (R-MEM-12).
   */
  readonly commitmentRequired: boolean;
  readonly packDiscount: number;
  readonly disruptions: readonly PlannedDisruption[];
  readonly faults: readonly PlannedFault[];
  readonly events: readonly PlannedEvent[];
  /** Every so many days each schedule starts two executions at once; 0: never. */
  readonly overlapEvery: number;
  /** What runs at the same moment as the schedules of such a day: the order of their calls is drawn. */
  readonly races: 'none' | 'imports' | 'commands';
};

const monthDay = fc.oneof(
  fc.constantFrom('02-28', '02-29', '03-01', '12-31', '01-01', '08-31'),
  fc.tuple(int(1, 12), int(1, 28)).map(([month, day]) => `${pad(month)}-${pad(day)}`),
);

const membership = fc.record({
  offer: fc.constantFrom('action-pack', 'learning-action-pack', 'competency', 'competency', 'advanced-specialization'),
  competency: int(0, 1),
  level: fc.constantFrom('silver', 'gold'),
  learningOption: fc.boolean(),
  // 29 February is a day of 2020 and 2024 alone.
  year: fc.constantFrom(2020, 2024),
  monthDay,
  behind: fc.constantFrom(0, 0, 0, 1),
} as const);

const partner: fc.Arbitrary<PlannedPartner> = fc.record({
  mctCount: int(0, 3),
  reviewed: fc.option(int(-10, 120)),
  contacts,
  memberships: fc.array(membership, { minLength: 1, maxLength: 3, size: 'max' }),
  invoices: fc.array(
    fc.record({
      monthsBefore: int(-10, 20),
      kpi: int(0, 30),
      type: fc.constantFrom(
        'invoice',
        'invoice',
        'invoice',
        'invoice',
        'credit-note',
        'order-confirmation',
        'partner-report',
      ),
    } as const),
    { maxLength: 10 },
  ),
  listing: fc.constantFrom('none', 'complete', 'incomplete'),
} as const);

const person = fc.record({
  partner: int(0, 3),
  since: int(0, 400),
  certification: int(0, 1),
  completed: int(0, 400),
  expires: fc.option(int(1, 400)),
});

const figure = fc.record({
  partner: int(0, 3),
  competency: int(0, 1),
  metric: int(0, 1),
  value: int(0, 120),
  before: int(0, 100),
});

const disruption = fc.oneof(
  fc.record({ day: int(0, DAYS - 1), what: fc.constant('outage' as const), days: int(1, 60) }),
  fc.record({ day: int(0, DAYS - 1), what: fc.constantFrom('late', 'twice', 'at-once'), days: int(1, 5) } as const),
);

const fault = fc.record({ execution: int(0, 900), call: int(1, 10), fault: fc.constantFrom(...FAULTS) });
const event = fc.record({ mail: int(0, 150), what: fc.constantFrom('lost', 'twice', 'late') } as const);

/** A random program, its year of commands, and the faults in it. */
export const plan: fc.Arbitrary<Plan> = fc.noBias(
  fc.record({
    from: fc.constantFrom('2027-01-01', '2027-07-01', '2027-11-20', '2028-01-01'),
    stages: fc.constantFrom(null, null, [-30, -1, 1, 30], [-60, 30], [0]),
    profileReviewMaxAgeDays: fc.constantFrom(90, 90, 45, 0),
    paths: fc.constantFrom('none', 'none', 'none', 'skills', 'figures', 'either'),
    ease: fc.constantFrom(1, 10),
    partners: fc.array(partner, { minLength: 1, maxLength: 4, size: 'max' }),
    people: fc.array(person, { maxLength: 6, size: 'max' }),
    figures: fc.array(figure, { maxLength: 6, size: 'max' }),
    commands: fc.array(plannedCommand(DAYS), { maxLength: 90, size: 'max' }),
    previews: fc.array(int(0, DAYS - 1), { maxLength: 8, size: 'max' }),
    commitmentRequired: fc.boolean(),
    packDiscount: fc.constantFrom(0, 15, 15),
    disruptions: fc.array(disruption, { maxLength: 12, size: 'max' }),
    faults: fc.array(fault, { maxLength: 400, size: 'max' }),
    events: fc.array(event, { maxLength: 20, size: 'max' }),
    overlapEvery: fc.constantFrom(0, 1, 1, 5),
    races: fc.constantFrom('none', 'imports', 'commands'),
  }),
);

const pad = (number: number): string => String(number).padStart(2, '0');
