/** kpi-refresh, one page: publishes the KPI reports and decides pending eligibility (R-KPI). */
import { sweepSetup } from '../../shared/lambda/mailing-setup.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { kpiSweep } from '../../shared/workflows/sweeps/kpi-sweep.ts';

const work = kpiSweep(sweepSetup());

export const handler = pageHandler(work);
