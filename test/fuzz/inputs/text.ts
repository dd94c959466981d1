/** Hostile text, and unusual names of real people. */
import fc from 'fast-check';

export const TRICKS = [
  // Headers and lines.
  '\r\nBcc: evil@evil.example',
  '\nX-Evil: 1\n\nbody',
  '\r',
  '\u0085',
  '\u2028',
  '\u2029',
  '=?UTF-8?Q?=0D=0ABcc:_evil=40evil.example?=',
  '=?utf-8?b?ZXZpbA==?=',
  '" <evil@evil.example>, "',
  'a,b;c:(d)<e@f.example>',
  // Control characters, direction marks, invisible characters.
  '\0',
  '\u001b[31m',
  '\u007f',
  '\u202e',
  '\u202a\u202d\u202c',
  '\u2066\u2067\u2068',
  '\u2069\u2069',
  '\u200b\u200e\u200f\u061c',
  '\ufeff',
  '\u00ad',
  '\u{e0041}',
  '\ud800',
  '\udfff',
  '\ufffe',
  `Z${'\u0334'.repeat(80)}`,
  // Markup, links and templates.
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</bdi></td></title></style>',
  '<!--',
  ']]>',
  '&lt;b&gt;&#60;',
  'javascript:alert(1)',
  'data:text/html,<script>1</script>',
  'https://evil.example/',
  '{{7*7}}',
  '\u0024{7*7}',
  '$& $1 $`',
  '%s%n',
  // Formulas.
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\n=1+1',
  ' =1+1',
  '\uff1d1+1',
  '\r=HYPERLINK("https://evil.example")',
  // Keys, paths and prototypes.
  '#',
  'P-1#PARTNER',
  '/',
  '..',
  '../../',
  '%2e%2e%2f',
  '%00',
  '\\',
  '__',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  // Alike: Cyrillic and Greek letters, full width.
  'https://\u0441\u043ent\u043es\u043e.example/',
  'https://contoso.example\\@evil.example/',
  'https://contoso.example\u3002evil.example/',
  'https://user:pass@contoso.example:443/',
  'micr\u03bfs\u03bfft.com',
  '\uff0f\uff0e\uff0e',
  '0x7f.1',
  // Numbers and nothing.
  '',
  ' ',
  '-0',
  '1e999',
  'NaN',
  '\u0661\u0662',
  '99999999999999999999',
  'x'.repeat(2_000),
  '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}'.repeat(90),
] as const;

/** Names that must pass everywhere a name may stand. */
export const HONEST_NAMES = [
  '\uae40\ubbfc\uc900',
  '\u738b\u5c0f\u660e',
  '\u{20bb7}\u91ce\u5bb6',
  '\u0645\u062d\u0645\u062f \u0639\u0644\u06cc\u200c\u0646\u0698\u0627\u062f',
  '\u05e9\u05e8\u05d4 \u05dc\u05d5\u05d9',
  '\u0915\u094d\u200d\u0937',
  "Siobh\u00e1n O'Neill-Smith",
  'Contoso, Hart & "Partners" (Ltd.)',
  'Zoe\u0308 \u{1f469}\u200d\u{1f3eb}',
  '+1 Training',
] as const;

export const honestName = fc.constantFrom(...HONEST_NAMES);

const trick = fc.constantFrom(...TRICKS);

/** Tricks among other text, or anything at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: trick },
  {
    weight: 4,
    arbitrary: fc
      .array(fc.oneof(trick, honestName, fc.string({ unit: 'grapheme', maxLength: 8 })), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('')),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
);
