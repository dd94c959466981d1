/** The views of the page, from the page itself: a new one is looked at without a word here. */
export const { VIEWS } = (await import(
  new URL('../../../infra/local/viewer/client/route.js', import.meta.url).href
)) as { VIEWS: readonly string[] };
