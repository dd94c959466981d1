/** The licences that end with a membership, one by one (R-LIC-6). */
import type { EndingLicence } from '../../../../domain/benefits/ending-licences.ts';
import type { Language } from '../../language.ts';
import type { Item } from '../../message.ts';
import { ADDRESS_LIMIT, nameOrDash } from '../../name.ts';

/** Names of the product, the same in every language. */
const EDITIONS = { professional: 'Visual Studio Professional', enterprise: 'Visual Studio Enterprise' } as const;

/** An item for each of the first `max` licences, and one with the number of the others. */
export function licenceItems(licences: readonly EndingLicence[], language: Language, max = licences.length): Item[] {
  const items = licences.slice(0, max).map((licence) => licenceItem(licence, language));
  const rest = licences.length - items.length;
  if (rest === 0) return items;
  return [...items, { label: null, text: language.words.licences.more(language.formats.number(rest)) }];
}

function licenceItem(licence: EndingLicence, { words, formats }: Language): Item {
  const id = nameOrDash(licence.tokenId);
  const { token, mak, subscription, keyNeeded } = words.licences;
  const withKey = (text: string, { needsKey }: { needsKey: boolean }) => (needsKey ? keyNeeded(text) : text);
  switch (licence.kind) {
    case 'token':
      return { label: nameOrDash(licence.product), text: withKey(token(id, formats.number(licence.seats)), licence) };
    case 'mak':
      return { label: nameOrDash(licence.product), text: withKey(mak(id, formats.number(licence.left)), licence) };
    case 'visual-studio': {
      const to = licence.to === null ? null : nameOrDash(licence.to, ADDRESS_LIMIT);
      return { label: EDITIONS[licence.edition], text: subscription(id, to) };
    }
  }
}
