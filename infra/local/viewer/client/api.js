/**
 * What the server answers to a path.
 *
 * @param {string} path
 * @param {Record<string, string | number>} [query] empty values are left out
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {Error} with a message for a person
 */
export async function get(path, query = {}, signal = undefined) {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const response = await fetch(given.length > 0 ? `${path}?${search}` : path, { signal }).catch((error) => {
    if (error.name === 'AbortError') throw error;
    throw new Error('The viewer has lost its server. Is the demo still running?');
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

/**
 * Runs one task at a time: a newer one takes the place of one that is still waiting for its answer.
 *
 * @returns {<Result>(task: (signal: AbortSignal) => Promise<Result>) => Promise<Result | null>} null if it was replaced
 */
export function latest() {
  let current = new AbortController();
  return async (task) => {
    current.abort();
    const own = new AbortController();
    current = own;
    try {
      const result = await task(own.signal);
      return own.signal.aborted ? null : result;
    } catch (error) {
      if (own.signal.aborted) return null;
      throw error;
    }
  };
}
