/**
 * A write that makes other workflows look at something again (`announce`, safe to repeat). It is announced before: the load
 * may be stopped right after the write, and the next attempt then finds nothing left to do. And it is announced again after:
 * another workflow may have looked in between, seen what was there before and ticked the first announcement off.
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
