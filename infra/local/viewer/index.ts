/** The page of a simulation: `report.html` as a file, and the served page that `npm run demo -- --serve` keeps open. */
export { PageError, type PageProblem } from './errors.ts';
export type { Period, ReportInput } from './report/data/input.ts';
export { loadReport, type ReportSource } from './report/data/load.ts';
export { renderReport } from './report/render.ts';
export { type PageSource, type ServedPage, servePage } from './server/serve.ts';
