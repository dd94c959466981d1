import { refuseUnknown } from '../template/refuse-unknown.ts';
import type { Template } from '../template/template.ts';

/** Encryption, who may put events onto it, and what it logs has no effect on one machine. */
const PROPERTIES = ['Description', 'KmsKeyIdentifier', 'LogConfig', 'Name', 'Policy'];

/** Names of the custom buses. @throws UnsupportedError for one that does not run here as it does on AWS */
export function readBuses(template: Template): ReadonlySet<string> {
  const buses = template.ofType('AWS::Events::EventBus').map((resource) => {
    refuseUnknown(resource.properties, PROPERTIES, `${resource.stack.name}.${resource.logicalId}`);
    return template.resolver.nameOf(resource);
  });
  return new Set(buses);
}
