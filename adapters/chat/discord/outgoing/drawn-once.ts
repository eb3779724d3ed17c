import type { Logger } from 'pino'
import type { ChartPainter } from '../../../../src/ports/chart-painter.ts'
import { createRecent } from '../../recent.ts'

/** As many as the cards that change at a time. */
const KEPT = 20

/** Draws a chart once for all the edits of its card that leave it as it is. */
export function drawnOnce(painter: ChartPainter, log: Logger): ChartPainter {
  const drawn = createRecent<string, Promise<Uint8Array>>(KEPT)
  return {
    paint(chart) {
      const key = JSON.stringify(chart)
      const known = drawn.get(key)
      if (known) return known
      const painted = drawn.keep(key, painter.paint(chart))
      painted.catch((err: unknown) => {
        drawn.forget(key)
        log.warn({ err }, 'a chart could not be drawn; its table stands for it')
      })
      return painted
    },
  }
}
