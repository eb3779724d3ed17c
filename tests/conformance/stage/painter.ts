import { createChartPainter } from '../../../adapters/charts/chart-painter.ts'

/** One for all stages: it paints in a process of its own, which takes a while to start. */
export const painter = createChartPainter()
