const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;
/** How many units are halves of pairs, and how many come after them. */
const SURROGATES = AFTER_SURROGATES - FIRST_SURROGATE;
const OTHERS = 0x1_0000 - AFTER_SURROGATES;

/** DynamoDB sorts text by its bytes in UTF-8. It is the order of code points; JavaScript's is that of UTF-16 units. */
export function compareUtf8(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  let index = 0;
  while (index < length && left.charCodeAt(index) === right.charCodeAt(index)) index += 1;
  if (index === length) return left.length - right.length;
  return rank(left.charCodeAt(index)) - rank(right.charCodeAt(index));
}

/** Half of a pair stands for a code point above all others. */
function rank(unit: number): number {
  if (unit < FIRST_SURROGATE) return unit;
  return unit < AFTER_SURROGATES ? unit + OTHERS : unit - SURROGATES;
}
