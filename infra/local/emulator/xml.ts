const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** `<name>text</name>`, the text escaped. */
export const element = (name: string, text: string | number): string => `<${name}>${escapeXml(String(text))}</${name}>`;
