import * as fc from 'fast-check';

export const int = (min: number, max: number) => fc.integer({ min, max });

export type PlannedContact = {
  readonly role: 'global-admin' | 'mpn-admin' | 'account-admin';
  /** Number of the address: contacts may share one. */
  readonly address: number;
  readonly locale: string;
};

export const contacts = fc.array(
  fc.record({
    role: fc.constantFrom('global-admin', 'mpn-admin', 'account-admin'),
    address: int(0, 3),
    locale: fc.constantFrom('en', 'ko-KR', 'zh-CN', 'zh-TW', 'fr-FR'),
  } as const),
  { maxLength: 4, size: 'max' },
);
