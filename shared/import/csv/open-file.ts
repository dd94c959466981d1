import { open } from 'node:fs/promises';
import type { Problem } from '../../domain/core/problem.ts';

export type OpenedFile = { stream: AsyncIterable<Uint8Array> } | { missing: boolean; problem: Problem };

/**
 * A local file as a stream of bytes, closed when it has been read or abandoned. `name`: the name that problems give.
 */
export async function openFile(path: string, name: string): Promise<OpenedFile> {
  try {
    const handle = await open(path);
    if ((await handle.stat()).isFile()) return { stream: handle.createReadStream() };
    await handle.close();
    return fileProblem(name, 'something that is no file', false);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const isMissing = code === 'ENOENT';
    return fileProblem(name, isMissing ? 'no such file' : `a file that cannot be read (${code})`, isMissing);
  }
}

function fileProblem(file: string, got: string, missing: boolean): OpenedFile {
  return { missing, problem: { file, line: null, field: null, got, allowed: 'a file that can be read' } };
}
