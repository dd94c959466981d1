const encoder = new TextEncoder();

/**
 * FNV-1a, 64 bits, of the text's UTF-8 bytes. It must never change: it decides in which
 * shard a partner's items are, and is part of notice ids. Not for secrets.
 */
export function stableHash(text: string): bigint {
  // The offset basis in four limbs of 16 bits, the lowest first: a bigint for each byte takes many times as long.
  let [a, b, c, d] = [0x2325, 0x8422, 0x9ce4, 0xcbf2];
  for (const byte of encoder.encode(text)) {
    a ^= byte;
    // The prime is 2^40 + 0x1b3.
    const low = a * 0x1b3;
    const second = b * 0x1b3 + (low >>> 16);
    const third = c * 0x1b3 + (a << 8) + (second >>> 16);
    d = (d * 0x1b3 + (b << 8) + (third >>> 16)) & 0xffff;
    c = third & 0xffff;
    b = second & 0xffff;
    a = low & 0xffff;
  }
  return (BigInt(((d << 16) | c) >>> 0) << 32n) | BigInt(((b << 16) | a) >>> 0);
}
