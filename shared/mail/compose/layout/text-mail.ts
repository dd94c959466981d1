/** The plain-text alternative: everything the HTML says, in the same order. */
import { languageOf } from '../language.ts';
import type { Fact, Item, Link, Message, Section } from '../message.ts';
import { toPlainText } from '../name.ts';

/** A message as plain text, its lines unwrapped, ended by a line feed. */
export function textMail(message: Message): string {
  const { colon } = languageOf(message.locale).words.frame;
  const blocks = [
    [message.headline, message.detail],
    [message.greeting],
    ...message.lead.map((paragraph) => [paragraph]),
    message.timeline.map(({ label, date }) => label + colon + date),
    message.facts.map((fact) => factLine(fact, colon)),
    ...message.sections.map((section) => sectionLines(section, colon)),
    actionLines(message, colon),
    message.attachment === null ? [] : [message.attachment],
    message.help === null ? [] : [message.help.text],
    [message.signature, message.whyYou],
  ];
  const written = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return toPlainText(`${written.join('\n\n')}\n`);
}

/** A linked value is written as the address that it links to. */
function factLine({ label, value, link }: Fact, colon: string): string {
  return label + colon + (link ?? value);
}

function sectionLines({ heading, intro, items }: Section, colon: string): string[] {
  const line = ({ label, text }: Item): string => `- ${label === null ? '' : label + colon}${text}`;
  return [heading, ...(intro === null ? [] : [intro]), ...items.map(line)];
}

function actionLines({ action, links }: Message, colon: string): string[] {
  const line = ({ label, url }: Link): string => label + colon + url;
  if (action === null) return links.map(line);
  return [...(action.text === null ? [] : [action.text]), line(action), ...links.map(line)];
}
