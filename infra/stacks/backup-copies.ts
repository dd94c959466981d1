import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StageSettings } from '../config.ts';
import { copyVaultName, keptVault } from '../constructs/backups.ts';

/** In another region: the vault that backups of the table are copied to. */
export class BackupCopiesStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { readonly settings: StageSettings }) {
    super(scope, id, { ...props, terminationProtection: true });
    keptVault(this, 'Vault', copyVaultName(props.settings));
  }
}
