/**
 * Installs what package-lock.json says where it is not installed yet, or another version of it is: so each of the
 * README's commands is the only one on a fresh clone. It runs before anything is installed, on any Node.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
};

// What npm has written into node_modules about what is there; it also writes of what it was told not to install.
const installed = packagesOf('node_modules/.package-lock.json');
const isThere = (path) => existsSync(new URL(`../../${path}/package.json`, import.meta.url));
const isMissing = ([path, { version, optional }]) =>
  path !== '' && !optional && (installed[path]?.version !== version || !isThere(path));

if (Object.entries(packagesOf('package-lock.json')).some(isMissing)) {
  process.stderr.write('installing what is needed: npm ci …\n');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: new URL('../..', import.meta.url),
    stdio: 'inherit',
    // npm is a script of its own name on Windows.
    shell: process.platform === 'win32',
  });
  process.exitCode = status ?? 1;
}
