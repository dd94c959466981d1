/** kpi-refresh, one page: publishes the KPI reports and decides pending eligibility (R-KPI). */
import * as z from 'zod';
import { openTable } from '../../shared/lambda/clients.ts';
import { environment, reportSettings, tableSettings } from '../../shared/lambda/environment.ts';
import { objectStore } from '../../shared/lambda/object-store.ts';
import { deployedConfig } from '../../shared/lambda/program-config.ts';
import { openStore } from '../../shared/store/store.ts';
import { pageHandler } from '../../shared/sweep/page-handler.ts';
import { kpiSweep } from '../../shared/workflows/kpi-sweep.ts';

const settings = environment(z.object({ ...tableSettings.shape, ...reportSettings.shape }));
const config = deployedConfig();
const store = openStore(openTable(settings.TABLE_NAME), config);
const work = kpiSweep({ store, config, reports: objectStore(settings.REPORTS_BUCKET) });

export const handler = pageHandler(work);
