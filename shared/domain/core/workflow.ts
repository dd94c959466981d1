/** The scheduled workflows (docs/reference.md, workflows). */
export const WORKFLOWS = ['kpi-refresh', 'directory-submission', 'renewal-notices', 'grace-expiry'] as const;
export type Workflow = (typeof WORKFLOWS)[number];

/** Those of which each planned run comes once a month: the next one does not make up for it soon. */
export const MONTHLY_WORKFLOWS = ['kpi-refresh', 'directory-submission'] as const satisfies readonly Workflow[];
