/**
 * Makes a write after which other workflows have something to do. `makeDue`, which must be safe to repeat, is called
 * before the write: if this is stopped right after the write, the next attempt finds it written and makes nothing due.
 * It is called again after the write: another workflow may have run in between, read the item as it was before, and
 * taken it out of what is due.
 */
export async function writeAndMakeDue<Result>(
  makeDue: () => Promise<unknown>,
  write: () => Promise<Result>,
): Promise<Result> {
  await makeDue();
  const result = await write();
  await makeDue();
  return result;
}
