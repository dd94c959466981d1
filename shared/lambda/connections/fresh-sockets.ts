/** Connections that are kept only while they are certainly open. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';

/**
 * Of a connection that was just used nobody has closed the other end: services close what was idle for a minute or
 * more, and Lambda purges what was idle while a copy was frozen, which takes longer than this.
 */
const FRESH_MS = 1_000;

export type FreshSockets = {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  /** Closes what was idle for too long. To be called before each request, which then finds fresh connections only. */
  closeStale: () => void;
};

/**
 * Agents for a service that must not be asked twice: a request on a connection that was closed while idle comes back
 * without an answer, though nothing was sent (AWS Lambda Developer Guide, best practices: "Lambda purges idle
 * connections over time").
 *
 * @param now milliseconds since any instant; it goes on while the copy is frozen
 */
export function freshSockets(now: () => number = Date.now): FreshSockets {
  const idleSince = new WeakMap<object, number>();
  const agents = [new HttpAgent({ keepAlive: true }), new HttpsAgent({ keepAlive: true })] as const;
  for (const agent of agents) {
    const keep = agent.keepSocketAlive.bind(agent);
    agent.keepSocketAlive = (socket) => {
      idleSince.set(socket, now());
      return keep(socket);
    };
  }
  const isStale = (socket: Socket): boolean => {
    const age = now() - (idleSince.get(socket) ?? Number.NEGATIVE_INFINITY);
    return age > FRESH_MS || age < 0;
  };
  const closeStale = () => {
    for (const { freeSockets } of agents)
      for (const sockets of Object.values(freeSockets))
        for (const socket of [...(sockets ?? [])]) if (isStale(socket)) socket.destroy();
  };
  return { httpAgent: agents[0], httpsAgent: agents[1], closeStale };
}
