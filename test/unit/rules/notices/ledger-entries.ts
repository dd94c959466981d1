import type { NoticeEntry, NoticeState } from '../../../../shared/domain/notices/notice-state.ts';
import { date } from '../support.ts';

export const day = date('2027-08-02');
export const WHEN = { mailedAt: '2027-08-02T08:00:00.000Z', at: '2027-08-02T09:00:00.000Z' };
export const sent: NoticeState = { status: 'sent', messageId: 'm', on: day, subject: 's' };

export const entry = (noticeId: string, state: NoticeState, fields: Partial<NoticeEntry> = {}): NoticeEntry => ({
  noticeId,
  kind: 'renewal',
  to: `${noticeId}@contoso.example`,
  name: 'Kim',
  role: 'global-admin',
  locale: 'en',
  state,
  ...fields,
});

export const record = (stage: number, ...notices: NoticeEntry[]) => ({
  stage,
  period: '7',
  decidedOn: day,
  runId: 'r',
  at: null,
  rule: 'R-NOT-1',
  reason: 'due',
  inputs: {},
  notices,
});
