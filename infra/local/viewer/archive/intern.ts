/**
 * Makes a function that returns one copy of equal texts: an index repeats the same few ids and dates many thousand
 * times.
 */
export function createInterner(): <Text extends string | null>(text: Text) => Text {
  const known = new Map<string, string>();
  return <Text extends string | null>(text: Text): Text => {
    if (text === null) return text;
    const copy = known.get(text);
    if (copy !== undefined) return copy as Text;
    known.set(text, text);
    return text;
  };
}
