/** Whom to ask: at the end of each mail, where the configuration says. */
import { httpsUrlOf } from '../../../../domain/core/https-url.ts';
import type { Locale } from '../../../../domain/partners/partner.ts';
import { languageOf } from '../../language.ts';
import type { Help } from '../../message.ts';
import { ADDRESS_LIMIT, nameOf, nameOrDash } from '../../name.ts';
import type { MailProgram } from '../../program.ts';

export function helpOf({ support, locale }: Pick<MailProgram, 'support'> & { locale: Locale }): Help | null {
  if (support === undefined) return null;
  const { questions, contact } = languageOf(locale).words.asked;
  const url = support.url === undefined ? null : httpsUrlOf(support.url);
  const addresses = [
    ...(support.email === undefined ? [] : [{ shown: support.email, href: `mailto:${support.email}` }]),
    ...(url === null ? [] : [{ shown: url, href: url }]),
  ].map(({ shown, href }) => ({ shown: nameOrDash(shown, ADDRESS_LIMIT), href }));
  const shown = addresses.map((each) => each.shown);
  return { text: questions(contact(nameOf(support.name ?? ''), shown)), addresses };
}
