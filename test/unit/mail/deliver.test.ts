import { describe, expect, it } from 'vitest';
import { openNotices } from '../../../shared/domain/notices/ledger.ts';
import { decideNotices } from '../../../shared/domain/renewal/renewal-notices.ts';
import { type Claim, deliver } from '../../../shared/mail/deliver.ts';
import type { OutgoingMail, SendOutcome } from '../../../shared/mail/sender.ts';
import { contact, date, facts, on, partner } from '../rules/support.ts';
import { renewal } from './samples/contents.ts';

const PEOPLE = ['ann@contoso.example', 'bo@contoso.example', 'chris@contoso.example'];
const three = partner({ contacts: PEOPLE.map((email) => contact({ email })) });
const CLAIMS = openNotices(decideNotices(facts({ partner: three }), on('2027-08-02')).membership.notices);

/** The states of the three notices, and the addresses that SES was asked to send to. */
async function delivered(answer: (mail: OutgoingMail) => SendOutcome, broken?: string) {
  const asked: string[] = [];
  const send = async (mail: OutgoingMail) => {
    asked.push(mail.to);
    return answer(mail);
  };
  const contentOf = ({ entry }: Claim) => {
    if (entry.to === broken) throw new Error('no words for this');
    return renewal();
  };
  const post = { send, partnerCenterUrl: 'https://partner.example/', timeZone: 'UTC' };
  const states = (await deliver(CLAIMS, contentOf, date('2027-08-02'), post)).map(({ state }) => state);
  return { asked, states };
}

const sent = (): SendOutcome => ({ outcome: 'sent', messageId: 'm' });

describe('a recipient whose mail always fails', () => {
  it('does not keep mails from the others if it cannot be composed, and the reason is kept', async () => {
    const { asked, states } = await delivered(sent, 'bo@contoso.example');
    expect(asked).toEqual(['ann@contoso.example', 'chris@contoso.example']);
    expect(states).toEqual([
      expect.objectContaining({ status: 'sent' }),
      {
        status: 'pending',
        unanswered: 0,
        reason: 'the mail could not be composed: no words for this',
        on: '2027-08-02',
      },
      expect.objectContaining({ status: 'sent' }),
    ]);
  });

  it('does not keep mails from the others if SES refuses it, and the reason is kept', async () => {
    const answer = ({ to }: OutgoingMail): SendOutcome =>
      to === 'bo@contoso.example' ? { outcome: 'not-accepted', reason: 'MessageRejected: not verified' } : sent();
    const { asked, states } = await delivered(answer);
    expect(asked).toEqual(PEOPLE);
    expect(states[1]).toEqual({
      status: 'pending',
      unanswered: 0,
      reason: 'MessageRejected: not verified',
      on: '2027-08-02',
    });
    expect(states.map((state) => state?.status)).toEqual(['sent', 'pending', 'sent']);
  });

  it('has a reason that can be stored: cut to a limit, with no half of a character', async () => {
    const reason = `${'x'.repeat(299)}😀${'y'.repeat(9_000)}`;
    const { states } = await delivered(() => ({ outcome: 'not-accepted', reason }));
    const [kept] = states.map((state) => (state?.status === 'pending' ? (state.reason ?? '') : ''));
    expect(kept).toHaveLength(300);
    expect(kept?.isWellFormed()).toBe(true);
  });
});
