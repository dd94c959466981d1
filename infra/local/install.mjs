/**
 * Installs what package-lock.json says where it is not installed yet, or another version of it is: so each of the
 * README's commands is the only one on a fresh clone. It runs before anything is installed, on any Node.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const packagesOf = (file) => {
  try {
    return JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
};

// What npm has written into node_modules about what is there.
const installed = packagesOf('node_modules/.package-lock.json');
const isMissing = ([path, { version, optional }]) => path !== '' && !optional && installed[path]?.version !== version;

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
