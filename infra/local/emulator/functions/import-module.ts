/**
 * `import()` of Node itself. A test runner that transforms this file replaces the ordinary one by its own, which would
 * transform the bundle too; what a data: URL holds is left alone.
 */
const NATIVE_IMPORT = 'data:text/javascript,export default (url) => import(url)';

let native: Promise<{ default: (url: string) => Promise<Record<string, unknown>> }> | undefined;

/**
 * Imports a module as an instance of its own.
 *
 * @param url the file's URL
 * @param instance distinguishes this instance from others of the same file
 */
export async function importInstance(url: URL, instance: string): Promise<Record<string, unknown>> {
  native ??= import(NATIVE_IMPORT);
  const address = new URL(url);
  address.searchParams.set('instance', instance);
  return (await native).default(address.href);
}
