/** Good values of the kinds that all edges share. */
import fc from 'fast-check';
import { honestName } from './text.ts';

const FIRST = Date.parse('1990-01-01');
const DAYS = 365 * 60;
const DAY_MS = 86_400_000;

export const day = fc.nat(DAYS).map((days) => new Date(FIRST + days * DAY_MS).toISOString().slice(0, 10));
export const partnerId = fc.constantFrom('P-1', 'P-2', 'P.3_x', 'p', 'P-00042', `P${'_'.repeat(63)}`);
export const membershipId = fc.constantFrom('M1', 'M-2', 'm.3', 'listing');
export const name = fc.oneof(honestName, fc.constantFrom('Contoso', 'Fabrikam\nLtd'));
export const email = fc.constantFrom('ann@contoso.example', 'BEN.o+x@sub.fabrikam.example', "o'neill@contoso.example");
export const role = fc.constantFrom('global-admin', 'mpn-admin', 'account-admin');
export const locale = fc.constantFrom('en', 'ko-KR', 'zh-CN', 'zh-TW', 'fr', '');
export const decimal = fc.constantFrom('0', '7.5', '007.50', '123456789012345.0123456789');
export const words = fc.constantFrom('PAY-1', 'INV 2027/004', 'Bank #3', '\uc8fc\ubb38 12');
export const country = fc.constantFrom('KR', 'DE', 'TW');
export const url = fc.constantFrom(
  'https://contoso.example/learn',
  'https://learn.contoso.example/?a=1&b=2#top',
  'https://\ud55c\uad6d.example/\uad50\uc721',
);
