import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * On AWS every function has a process to itself: an environment and an output of its own. Here they share one process,
 * so each runs in a scope: what its code reads from process.env and writes to stdout and stderr, at import or in a
 * call, however late, is its own. Code outside of any scope is not affected.
 */
export type FunctionScope = {
  readonly environment: Record<string, string>;
  readonly writeLog: (text: string) => void;
};

const scopes = new AsyncLocalStorage<FunctionScope>();

/** Runs `code` as part of a function. Between {@link installScopes} and its undoing only. */
export const runInScope = <T>(scope: FunctionScope, code: () => T): T => scopes.run(scope, code);

let users = 0;
let restore = (): void => {};

/**
 * Makes scopes work in this process until the returned function is called; may be called by several emulators at once.
 */
export function installScopes(): () => void {
  if (users++ === 0) restore = install();
  let released = false;
  return () => {
    if (released) return;
    released = true;
    if (--users === 0) restore();
  };
}

function install(): () => void {
  const { env } = process;
  process.env = environmentOfScope(env);
  const streams = [process.stdout, process.stderr].map(divert);
  return () => {
    process.env = env;
    for (const undo of streams) undo();
  };
}

function environmentOfScope(outside: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const current = (): object => scopes.getStore()?.environment ?? outside;
  return new Proxy<NodeJS.ProcessEnv>(
    {},
    {
      get: (_, name) => Reflect.get(current(), name),
      set: (_, name, value) => Reflect.set(current(), name, String(value)),
      has: (_, name) => Reflect.has(current(), name),
      deleteProperty: (_, name) => Reflect.deleteProperty(current(), name),
      ownKeys: () => Reflect.ownKeys(current()),
      getOwnPropertyDescriptor: (_, name) => Reflect.getOwnPropertyDescriptor(current(), name),
      defineProperty: (_, name, descriptor) => Reflect.defineProperty(current(), name, descriptor),
    },
  );
}

function divert(stream: NodeJS.WriteStream): () => void {
  const own = Object.getOwnPropertyDescriptor(stream, 'write');
  const write = stream.write;
  const diverted = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
    const scope = scopes.getStore();
    if (!scope) return Reflect.apply(write, stream, [chunk, ...rest]) as boolean;
    scope.writeLog(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(() => done());
    return true;
  };
  Object.defineProperty(stream, 'write', { value: diverted, configurable: true, writable: true });
  return () => {
    if (own) Object.defineProperty(stream, 'write', own);
    else Reflect.deleteProperty(stream, 'write');
  };
}
