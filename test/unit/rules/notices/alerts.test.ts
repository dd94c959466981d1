import { describe, expect, it } from 'vitest';
import type { CivilMonth } from '../../../../shared/domain/core/calendar.ts';
import { newListing } from '../../../../shared/domain/directory/listing.ts';
import { listingAlert } from '../../../../shared/domain/directory/unreachable-alert.ts';
import type { MailEvent } from '../../../../shared/domain/notices/mail-events/mail-event.ts';
import { UNREACHABLE, withUnreachable } from '../../../../shared/domain/notices/mail-events/unreachable.ts';
import { membershipAlert } from '../../../../shared/domain/renewal/alerts/unreachable-alert.ts';
import { contact, date, membership, on, partner } from '../support.ts';
import { day, entry, sent, WHEN } from './ledger-entries.ts';

describe('R-ROLE-4: an alert that no admin can be reached', () => {
  const about = entry('N-1', sent, { to: 'Kim@contoso.example' });
  const bounce: MailEvent = {
    noticeId: 'N-1',
    messageId: 'm',
    subject: 's',
    ...WHEN,
    what: 'lost',
    reason: 'r',
    loss: 'permanent',
  };
  const told = {
    stage: null,
    rule: 'R-ROLE-4',
    reason: 'no admin is left who can be reached: the operators are told',
    runId: 'run-2027-08-03',
    decidedOn: '2027-08-03',
  };

  it('names the membership and the notice that did not arrive', () => {
    expect(membershipAlert(membership(), about, on('2027-08-03'))).toMatchObject({
      ...told,
      period: '7',
      inputs: { noticeId: 'N-1', role: 'global-admin', anniversary: '2027-09-01' },
      notices: [
        {
          noticeId: expect.stringMatching(/^P-1__M1__7__unreachable__/),
          to: 'operators@vendor.example',
          name: 'Program operators',
          role: 'operator',
          locale: 'en',
          kind: 'operator-alert',
        },
      ],
    });
    expect(UNREACHABLE).toBe('unreachable');
  });

  it('is kept for a listing under its month', () => {
    const content = {
      displayName: '',
      country: '',
      url: '',
      aboutPartnerOnly: true,
      noCompetitors: true,
      ownedByPartner: true,
    };
    const listing = newListing('P-1', content, false, day);
    expect(listing).toEqual({
      history: { changes: [], forgotten: 0 },
      partnerId: 'P-1',
      content,
      holdsUrl: false,
      submitted: null,
      visibleOn: null,
      dueOn: '2027-08-01',
      notices: {},
    });
    expect(listingAlert(listing, about, on('2027-08-03'))).toMatchObject({
      key: 'unreachable-2027-08',
      record: {
        ...told,
        period: '2027-08' as CivilMonth,
        inputs: { noticeId: 'N-1', role: 'global-admin' },
        notices: [{ noticeId: expect.stringMatching(/^P-1__listing__2027-08__unreachable-2027-08__/) }],
      },
    });
  });

  it('marks an address in lower case, and removes the marks of those who are no contacts any more', () => {
    const of = { since: day, cause: 'bounce', at: WHEN.at, noticeId: 'N-0', stamp: null } as const;
    const old = { address: 'old@contoso.example', ...of };
    const bo = { ...old, address: 'bo@contoso.example' };
    const contacts = [contact({ email: 'KIM@contoso.example' }), contact({ email: 'Bo@contoso.example' })];
    const marked = withUnreachable(partner({ contacts, unreachable: [old, bo] }), about, bounce, date('2027-08-03'));
    expect(marked.unreachable).toEqual([
      bo,
      {
        address: 'kim@contoso.example',
        since: '2027-08-03',
        cause: 'bounce',
        at: WHEN.at,
        noticeId: 'N-1',
        stamp: null,
      },
    ]);
  });
});
