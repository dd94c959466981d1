/**
 * A second, deliberately naive reading of the program rules: everything in memory, one loop over the days, no store, no
 * ledger, no paging. It shares no code with the product, so that a misread rule shows up as a difference.
 */
type Row = Record<string, string>;
type Day = number;

export type ModelInput = {
  partners: Row[];
  contacts: Row[];
  memberships: Row[];
  invoices: Row[];
  listings: Row[];
  // biome-ignore lint/suspicious/noExplicitAny: commands are free-form JSON here; the product parses them strictly.
  commands: any[];
  // biome-ignore lint/suspicious/noExplicitAny: see above.
  config: any;
};

export type ModelEmail = {
  asOf: string;
  kind: string;
  stage: number | null;
  partnerId: string;
  membershipId: string;
  to: string;
};

type Contact = { role: string; email: string };
type Listing = { name: string; country: string; url: string; attested: boolean };
type Partner = {
  id: string;
  domains: string[];
  reviews: Day[];
  mct: number;
  contacts: Contact[];
  listing: Listing | null;
  submitted: string | null;
};
type Membership = {
  id: string;
  partner: Partner;
  offer: string;
  competency: string;
  level: string;
  learning: boolean;
  purchased: string;
  cycle: number;
  expired: boolean;
  told: Set<number>;
  override: Day | null;
};

const MS = 86_400_000;
const day = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / MS;
const text = (value: Day): string => new Date(value * MS).toISOString().slice(0, 10);
const monthOf = (value: Day): number => Number(text(value).slice(0, 4)) * 12 + Number(text(value).slice(5, 7)) - 1;

function anniversary(m: Membership): Day {
  const year = Number(m.purchased.slice(0, 4)) + m.cycle;
  const rest = m.purchased.slice(4);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day(`${year}${rest === '-02-29' && !leap ? '-02-28' : rest}`);
}

/** For which days the schedules fire on a day (its number after the first): that day, but for outages and clocks that go wrong. */
export type Firings = (day: number) => readonly string[];

export function runModel(input: ModelInput, from: string, to: string, outages: [string, string][] | Firings = []) {
  const config = {
    noticeStages: [-30, -15, -1, 1, 15, 23, 30],
    profileReviewMaxAgeDays: 90,
    extensions: [],
    ...input.config,
  };
  const partners = new Map<string, Partner>();
  for (const row of input.partners) {
    partners.set(row.partner_id!, {
      id: row.partner_id!,
      domains: row.verified_domains!.split(';').filter(Boolean),
      reviews: row.profile_reviewed_on ? [day(row.profile_reviewed_on)] : [],
      mct: Number(row.mct_count || 0),
      contacts: input.contacts
        .filter((c) => c.partner_id === row.partner_id)
        .map((c) => ({ role: c.role!, email: c.email! })),
      listing: null,
      submitted: null,
    });
  }
  for (const row of input.listings) {
    partners.get(row.partner_id!)!.listing = {
      name: row.display_name!,
      country: row.country!,
      url: row.url!,
      attested: [row.about_partner_only, row.no_competitors, row.owned_by_partner].every((v) => v === 'true'),
    };
  }
  const lines = new Map<string, { partner: string; month: number; kpi: number }>();
  for (const row of input.invoices) {
    const key = `${row.partner_id}|${row.invoice_number}|${row.line}`;
    if (['invoice', 'credit-note'].includes(row.document_type!) && !lines.has(key))
      lines.set(key, {
        partner: row.partner_id!,
        month: monthOf(day(row.invoice_date!)),
        kpi: Math.round(Number(row.kpi_value) * 1e6),
      });
  }
  const kpiOf = (p: Partner, first: number, last: number): number =>
    [...lines.values()]
      .filter((l) => l.partner === p.id && l.month >= first && l.month <= last)
      .reduce((s, l) => s + l.kpi, 0);

  const memberships: Membership[] = input.memberships.map((row) => ({
    id: row.membership_id!,
    partner: partners.get(row.partner_id!)!,
    offer: row.offer!,
    competency: row.competency!,
    level: row.level!,
    learning: row.learning_option === 'true',
    purchased: row.purchased_on!,
    cycle: Number(row.paid_through_cycle || 0) + 1,
    expired: false,
    told: new Set<number>(),
    override: null,
  }));
  for (const m of memberships) m.expired = day(from) > anniversary(m) + 30;

  // The newest month that a refresh has published (R-KPI-8): none until the first refresh has run.
  const first = day(from);
  let published = -1;
  const emails: ModelEmail[] = [];
  const kpi: { asOf: string; partnerId: string; membershipId: string; kpi: string; eligibility: string }[] = [];
  const directory: Record<string, [string, string][]> = {};

  const waived = (m: Membership): boolean =>
    config.extensions.some(
      (x: { anniversaryFrom: string; anniversaryTo: string; offers: string[]; exceptCompetencies?: string[] }) =>
        x.offers.includes(m.offer) &&
        !(x.exceptCompetencies ?? []).includes(m.competency) &&
        text(anniversary(m)) >= x.anniversaryFrom &&
        text(anniversary(m)) <= x.anniversaryTo,
    );
  const judge = (m: Membership, offer: string, level: string): string => {
    if (offer === 'action-pack') return 'met';
    if (offer === 'learning-action-pack') return m.partner.mct >= 1 ? 'met' : 'not-met';
    const ad = text(anniversary(m));
    const year = config.programYears.find((y: { from: string; to: string }) => y.from <= ad && ad <= y.to);
    const need = year?.requirements.find(
      (r: { competency: string; level: string; learningOption: boolean }) =>
        r.competency === m.competency && r.level === level && r.learningOption === m.learning,
    );
    if (!need) return 'undecidable';
    const last = monthOf(anniversary(m)) - 1;
    if (need.kpi !== undefined && published < last) return 'pending';
    const shortMct = need.mct !== undefined && m.partner.mct < need.mct;
    const shortKpi = need.kpi !== undefined && kpiOf(m.partner, last - 11, last) < Math.round(Number(need.kpi) * 1e6);
    return shortMct || shortKpi ? 'not-met' : 'met';
  };
  const eligibility = (m: Membership): string => (waived(m) ? 'waived' : judge(m, m.offer, m.level));
  const recipients = (p: Partner, roles: string[]): string[] => {
    const seen = new Set<string>();
    for (const role of ['global-admin', 'mpn-admin', 'account-admin'])
      for (const c of p.contacts) if (c.role === role && roles.includes(role)) seen.add(c.email.toLowerCase());
    return [...seen];
  };
  const reviewedWithin = (p: Partner, on: Day): boolean =>
    p.reviews.some((review) => review <= on && on - review <= config.profileReviewMaxAgeDays);
  const send = (m: Membership, on: Day, kind: string, stage: number | null, roles: string[]): void => {
    for (const email of recipients(m.partner, roles))
      emails.push({ asOf: text(on), kind, stage, partnerId: m.partner.id, membershipId: m.id, to: email });
  };
  const ADMINS = ['global-admin', 'mpn-admin'];

  function pay(m: Membership, paidOn: Day, on: Day, fallback?: string): void {
    const ad = anniversary(m);
    const inWindow = paidOn > ad && paidOn <= ad + 30;
    const overridden = m.override !== null && paidOn > ad + 30 && paidOn <= m.override;
    if (paidOn > on || !(inWindow || overridden) || !reviewedWithin(m.partner, paidOn)) return;
    const state = eligibility(m);
    if (state !== 'met' && state !== 'waived') {
      if (state !== 'not-met' || m.offer !== 'competency') return;
      const silver = m.level === 'gold' ? judge(m, 'competency', 'silver') : 'not-met';
      const best = silver === 'met' ? 'silver' : m.partner.mct >= 1 ? 'learning-action-pack' : null;
      if (best === null || fallback !== best) return;
      if (best === 'silver') m.level = 'silver';
      else Object.assign(m, { offer: 'learning-action-pack', level: '', competency: '', learning: false });
    }
    send(m, on, m.expired ? 'reinstated' : 'renewed', null, ADMINS);
    Object.assign(m, { cycle: m.cycle + 1, expired: false, told: new Set<number>(), override: null });
  }

  function command(c: ModelInput['commands'][number], on: Day): void {
    const p = partners.get(c.partnerId);
    if (!p) return;
    const m = memberships.find((x) => x.partner === p && x.id === c.membershipId);
    if (c.command === 'record-profile-review') {
      if (day(c.reviewedOn) <= on) p.reviews.push(day(c.reviewedOn));
    } else if (c.command === 'record-payment' && m) pay(m, day(c.paidOn), on, c.acceptFallback);
    else if (c.command === 'grant-override' && m && on > anniversary(m) + 30) m.override = day(c.until);
    else if (c.command === 'set-contacts') p.contacts = c.contacts;
    else if (c.command === 'set-listing')
      p.listing = {
        name: c.displayName,
        country: c.country,
        url: c.url,
        attested: c.aboutPartnerOnly === true && c.noCompetitors === true && c.ownedByPartner === true,
      };
  }

  const hasLearning = (m: Membership): boolean =>
    m.offer === 'learning-action-pack' || (m.offer === 'competency' && m.learning);
  const complete = (p: Partner): boolean => {
    if (!p.listing?.name.trim() || !p.listing.attested || !/^[A-Z]{2}$/.test(p.listing.country)) return false;
    const match = /^https:\/\/([a-z0-9.-]+)(\/[^\s]*)?$/i.exec(p.listing.url);
    const host = match?.[1]?.toLowerCase();
    if (!host || /^[\d.]+$/.test(host) || host === 'localhost') return false;
    const under = (domain: string) => host === domain.toLowerCase() || host.endsWith(`.${domain.toLowerCase()}`);
    if ((config.microsoftHosts ?? ['microsoft.com', 'azure.com']).some(under)) return false;
    if ([...partners.values()].some((o) => o.id < p.id && o.listing?.url === p.listing?.url)) return false;
    return p.domains.some(under);
  };

  function submit(on: Day): void {
    const batch: [string, string][] = [];
    for (const p of partners.values()) {
      const entitled = memberships.some(
        (m) => m.partner === p && hasLearning(m) && !m.expired && on <= anniversary(m) + 30,
      );
      const wanted =
        entitled && complete(p) ? JSON.stringify([p.listing?.name, p.listing?.country, p.listing?.url]) : null;
      if (wanted === p.submitted) continue;
      batch.push([wanted === null ? 'remove' : p.submitted === null ? 'add' : 'update', p.id]);
      p.submitted = wanted;
    }
    directory[text(on).slice(0, 7)] = batch;
  }

  const firings: Firings =
    typeof outages === 'function'
      ? outages
      : (number) => {
          const today = text(first + number);
          return outages.some(([a, b]) => today >= a && today <= b) ? [] : [today];
        };

  for (let today = first; today <= day(to); today += 1) {
    for (const c of input.commands.filter((c) => c.on === text(today))) command(c, today);
    for (const asOf of firings(today - first)) run(day(asOf));
  }

  function run(on: Day): void {
    const date = Number(text(on).slice(8));
    if (date === 15) {
      published = Math.max(published, monthOf(on) - 1);
      for (const m of memberships)
        if (m.offer === 'competency' && m.learning && !m.expired)
          kpi.push({
            asOf: text(on),
            partnerId: m.partner.id,
            membershipId: m.id,
            kpi: String(kpiOf(m.partner, monthOf(on) - 12, monthOf(on) - 1) / 1e6),
            eligibility: eligibility(m),
          });
    }
    if (date >= 15 && date <= 21 && (on + 4) % 7 === 1) submit(on);
    for (const m of memberships) {
      if (m.expired) continue;
      const due = config.noticeStages.filter((s: number) => anniversary(m) + s <= on && !m.told.has(s));
      if (on > anniversary(m) + 30 || due.length === 0) continue;
      for (const s of due) m.told.add(s);
      send(m, on, 'renewal', Math.max(...due), reviewedWithin(m.partner, on) ? ADMINS : [...ADMINS, 'account-admin']);
    }
    for (const m of memberships) {
      if (m.expired || on <= anniversary(m) + 30) continue;
      m.expired = true;
      send(m, on, 'expired', 31, ADMINS);
    }
  }

  return {
    emails,
    kpi,
    directory,
    memberships: memberships.map((m) => ({
      partnerId: m.partner.id,
      membershipId: m.id,
      offer: m.offer,
      level: m.level,
      status: m.expired ? 'expired' : day(to) > anniversary(m) ? 'in-window' : 'active',
      cycle: m.cycle,
      anniversary: text(anniversary(m)),
    })),
  };
}
