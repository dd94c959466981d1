/** The small timeline under the status strip: a bar for each point, filled as far as its time is over. */
import { type Html, html, sentenceHtml } from '../html.ts';
import type { Message, TimelinePoint } from '../message.ts';
import { COLOURS, TONES } from './theme.ts';

/** The timeline, or null if there is none. The bars are hidden from screen readers, which read the dates. */
export function timelineBlock({ timeline, tone }: Message): Html | null {
  if (timeline.length === 0) return null;
  const width = Math.floor(100 / timeline.length);
  const cells = timeline.map((point, index) => cell(point, { width, tone, isLast: index === timeline.length - 1 }));
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="width:100%;table-layout:fixed;border-collapse:collapse;margin:0 0 24px"><tr>${cells}</tr></table>`;
}

function cell(point: TimelinePoint, look: { width: number; tone: Message['tone']; isLast: boolean }): Html {
  const filled = Math.round(point.progress * 100);
  return html`<td width="${look.width}%" valign="top" style="padding:0 ${look.isLast ? 0 : 6}px 0 0;vertical-align:top">
<div aria-hidden="true" class="track" style="height:5px;border-radius:3px;background:${COLOURS.rule};margin:0 0 8px"><div style="height:5px;border-radius:3px;width:${filled}%;background:${TONES[look.tone].accent}"></div></div>
<div class="text" style="font-size:14px;line-height:1.4;font-weight:600;color:${COLOURS.text}">${sentenceHtml(point.date)}</div>
<div class="muted" style="font-size:13px;line-height:1.4;color:${COLOURS.muted}">${sentenceHtml(point.label)}</div></td>`;
}
