import type { StageSettings } from '../config.ts';
import { UserError } from '../local/simulation/input/user-error.ts';
import { type Clients, openAccount } from './clients.ts';
import { type Deployed, deployedStage } from './deployed.ts';
import { firstLineOf } from './first-line.ts';

/**
 * The account of a deployed stage, and what is in it; the caller destroys the clients. @throws UserError without either
 */
export async function openStage(
  command: string,
  settings: StageSettings,
): Promise<{ clients: Clients; deployed: Deployed }> {
  const clients = await openAccount(settings.region).catch((error: unknown) => {
    throw new UserError(`${command}: no AWS account: ${firstLineOf(error)}`);
  });
  try {
    return { clients, deployed: await deployedStage(clients, settings) };
  } catch (error) {
    clients.destroy();
    throw new UserError(
      `${command}: stage ${settings.stage} cannot be read in ${clients.region}: ${firstLineOf(error)}`,
    );
  }
}
