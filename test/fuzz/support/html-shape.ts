import { Parser } from 'htmlparser2';

/** An element: its name, and its attributes with their values. */
export type Shape = { tag: string; attributes: Record<string, string> };

/** The elements of a document in order, and the text of its style sheets: what must not depend on a name. */
export function shapeOf(html: string): { elements: Shape[]; comments: number; style: string } {
  const elements: Shape[] = [];
  const open: string[] = [];
  let comments = 0;
  let style = '';
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      open.push(tag);
      elements.push({ tag, attributes });
    },
    onclosetag: () => {
      open.pop();
    },
    ontext: (text) => {
      if (open.at(-1) === 'style') style += text;
    },
    oncomment: () => {
      comments += 1;
    },
  });
  parser.end(html);
  return { elements, comments, style };
}
