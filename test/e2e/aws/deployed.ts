import { type Deployed, deployedStage, stacksOf } from '../../../infra/account/deployed.ts';
import { readStageSettings } from '../../../infra/config.ts';
import type { Clients } from './clients.ts';

/** The stacks of stage `local`, in the order in which they are deployed. */
export const STACKS = stacksOf({ stage: 'local' });

export const deployedResources = (clients: Clients): Promise<Deployed> =>
  deployedStage(clients, readStageSettings({ stage: 'local' }));
