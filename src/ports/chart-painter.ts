import type { Chart } from '../domain/chart.ts'

/** Draws charts as PNG pictures that are legible on light and on dark. */
export interface ChartPainter {
  /** Rejects when it cannot be drawn: the table then stands for it. */
  paint(chart: Chart): Promise<Uint8Array>
}
