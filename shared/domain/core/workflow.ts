/** The scheduled workflows (docs/reference.md, workflows). */
export const WORKFLOWS = ['kpi-refresh', 'directory-submission', 'renewal-notices', 'grace-expiry'] as const;
export type Workflow = (typeof WORKFLOWS)[number];
