/** The words of the mails about what ends or is replaced, and not by expiry (R-LIC-6, R-MEM-5, R-MRG-2). */
import type { ListingDroppedContent } from '../../../../domain/directory/contents.ts';
import type { Name } from '../../name.ts';

type MembershipWords = { membership: string; partner: Name };

export type EndingWords = {
  /** `was`: the silver membership, with its id. */
  upgraded: MailWords & {
    detail: (nextAnniversary: string) => string;
    lead: (what: MembershipWords & { was: string; paidOn: string }) => string;
    discount: string;
    percent: (percent: string) => string;
    ended: { heading: string; intro: (was: string, endedOn: string) => string; noRefund: string };
  };
  consolidated: MailWords & {
    lead: (what: MembershipWords & { endedOn: string; goesOn: string }) => string;
    goesOn: { label: string; heading: string; intro: (anniversary: string) => string };
  };
  benefitsEnded: MailWords & { lead: (what: MembershipWords & { endedOn: string }) => string };
  /** Without a trainer (R-MEM-10). */
  deliveryLost: MailWords & {
    detail: (since: string) => string;
    lead: (partner: Name, since: string) => string;
    offers: string;
    next: string;
  };
  endedOn: (date: string) => string;
  /** Software of licences that end while another membership is in force: its benefits may cover the software. */
  software: string;
  listingDropped: MailWords & {
    detail: (date: string) => string;
    lead: Record<ListingDroppedContent['why'], (partner: Name) => string>;
    /** What brings it back; null: nothing has to. */
    next: Record<ListingDroppedContent['why'], string | null>;
  };
};

type MailWords = { eyebrow: string; subject: string; headline: string };
