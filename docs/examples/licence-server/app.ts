import { App } from 'aws-cdk-lib';
import { LicenceServerStack } from './licence-server-stack.ts';

const app = new App();
new LicenceServerStack(app, 'example-licence-server', {
  busName: app.node.tryGetContext('bus') ?? 'partner-program-prod',
});
