import * as z from 'zod';
import { date, decimal, id, line, oneOf } from '../../domain/config/values.ts';
import { METRICS } from '../../domain/offers/metric.ts';

/** A line of `performance.csv`: a figure of a competency (R-COMP-1). */
export const figureRow = z.object({
  partnerId: id,
  competency: line(1, 100),
  metric: oneOf(METRICS),
  value: decimal,
  measuredOn: date,
});
