/** The building blocks of an HTML mail. Styles are inline: many mail clients ignore style sheets. */
import { type Html, html, sentenceHtml } from '../html.ts';
import type { Fact, Item, Message, Section } from '../message.ts';
import { partsOf } from '../name.ts';
import { COLOURS, TONES } from './theme.ts';

/** The status strip: the kind of mail, its headline and the days that remain. */
export function statusStrip({ tone, eyebrow, headline, detail }: Message): Html {
  const { ground, text, accent } = TONES[tone];
  return html`<tr><td class="strip pad" bgcolor="${ground}" style="padding:24px 32px;background:${ground};border-top:4px solid ${accent}">
<p class="strip-text" style="margin:0 0 6px;font-size:13px;line-height:1.4;font-weight:600;color:${text}">${sentenceHtml(eyebrow)}</p>
<h1 class="strip-text" style="margin:0 0 6px;font-size:25px;line-height:1.3;font-weight:700;color:${text}">${sentenceHtml(headline)}</h1>
<p class="strip-text" style="margin:0;font-size:15px;line-height:1.5;color:${text}">${sentenceHtml(detail)}</p></td></tr>`;
}

/** A paragraph of running text. */
export function paragraph(sentence: string): Html {
  return html`<p class="text" style="margin:0 0 16px;font-size:16px;line-height:1.6;color:${COLOURS.text}">${sentenceHtml(sentence)}</p>`;
}

/** Labels and values, side by side. */
export function factTable(facts: readonly Fact[]): Html {
  const rows = facts.map(
    (
      fact,
    ) => html`<tr><td class="muted" width="32%" valign="top" style="padding:3px 12px 3px 0;vertical-align:top;font-size:14px;line-height:1.5;color:${COLOURS.muted}">${sentenceHtml(fact.label)}</td>
<td class="text" valign="top" style="padding:3px 0;vertical-align:top;font-size:14px;line-height:1.5;color:${COLOURS.text}">${factValue(fact)}</td></tr>`,
  );
  return html`<table role="presentation" class="rule" width="100%" cellpadding="0" cellspacing="0" border="0" style="width:100%;border-top:1px solid ${COLOURS.rule};border-bottom:1px solid ${COLOURS.rule};border-collapse:separate;padding:9px 0;margin:8px 0 0">${rows}</table>`;
}

function factValue({ value, link }: Fact): Html | Html[] {
  return link === undefined
    ? sentenceHtml(value)
    : html`<a class="link" href="${link}" style="color:${COLOURS.link}">${sentenceHtml(value)}</a>`;
}

/** A heading, its introduction and its items. */
export function sectionBlock({ heading, intro, items }: Section): Html {
  const list = html`<ul class="text" style="margin:0;padding:0 0 0 22px;font-size:16px;line-height:1.6;color:${COLOURS.text}">${items.map(listItem)}</ul>`;
  return html`<h2 class="text" style="margin:28px 0 8px;font-size:18px;line-height:1.4;font-weight:700;color:${COLOURS.text}">${sentenceHtml(heading)}</h2>
${intro === null ? null : html`<p class="text" style="margin:0 0 8px;font-size:16px;line-height:1.6;color:${COLOURS.text}">${sentenceHtml(intro)}</p>`}${items.length === 0 ? null : list}`;
}

function listItem({ label, text }: Item): Html {
  const heading = label === null ? null : html`<strong>${sentenceHtml(label)}</strong><br>`;
  return html`<li style="margin:0 0 8px">${heading}${sentenceHtml(text)}</li>`;
}

/** What the mail says of the file that comes with it. */
export function attachmentNote({ attachment }: Message): Html | null {
  if (attachment === null) return null;
  return html`<p class="muted" style="margin:16px 0 0;font-size:14px;line-height:1.5;color:${COLOURS.muted}">${sentenceHtml(attachment)}</p>`;
}

/** Whom to ask, each address a link. */
function helpLine({ help }: Message): Html | null {
  if (help === null) return null;
  const parts = partsOf(help.text).map((part, index) => {
    const address = help.addresses.find(({ shown }) => partsOf(shown)[1] === part);
    if (index % 2 === 0 || address === undefined) return index % 2 === 1 ? html`<bdi>${part}</bdi>` : html`${part}`;
    return html`<a class="link" href="${address.href}" style="color:${COLOURS.link}"><bdi>${part}</bdi></a>`;
  });
  return html`<p class="text" style="margin:0 0 12px;font-size:14px;line-height:1.5;color:${COLOURS.text}">${parts}</p>`;
}

/** Whom to ask, the signature, and why the reader gets the mail. */
export function footer(message: Message): Html {
  const { signature, whyYou } = message;
  return html`<tr><td class="pad rule" style="padding:20px 32px 24px;border-top:1px solid ${COLOURS.rule}">${helpLine(message)}
<p class="text" style="margin:0 0 4px;font-size:14px;line-height:1.5;color:${COLOURS.text}">${sentenceHtml(signature)}</p>
<p class="muted" style="margin:0;font-size:13px;line-height:1.5;color:${COLOURS.muted}">${sentenceHtml(whyYou)}</p></td></tr>`;
}
