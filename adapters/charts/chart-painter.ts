import type { Chart } from '../../src/domain/chart.ts'
import type { ChartPainter } from '../../src/ports/chart-painter.ts'
import { PaintProcess } from './own-process.ts'

/** Far more than a chart takes, the start of the process on a busy machine included. */
const TIMEOUT_MS = 15_000
/** So long the process waits for another chart: what it has loaded takes about 130 MB. */
const IDLE_MS = 60_000
/** More that wait at once are not drawn: their tables stand for them. */
const MOST_WAITING = 20

export interface PainterOptions {
  readonly timeoutMs?: number
  readonly idleMs?: number
}

export interface ClosableChartPainter extends ChartPainter {
  /** Ends the process for good; what is being painted, what waits and what is asked for later are rejected. */
  close(): void
}

/**
 * Paints in a process of its own, one chart after the other: a chart takes longer than an answer may be held up. The
 * process starts with the first chart and ends when nothing was painted for a while.
 */
export function createChartPainter(options: PainterOptions = {}): ClosableChartPainter {
  const { timeoutMs = TIMEOUT_MS, idleMs = IDLE_MS } = options
  let own: PaintProcess | undefined
  let idle: NodeJS.Timeout | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let closed = false

  function end(): void {
    own?.end()
    own = undefined
  }

  async function paintNow(chart: Chart): Promise<Uint8Array> {
    if (closed) throw new Error('no charts are drawn any more')
    clearTimeout(idle)
    own ??= new PaintProcess()
    try {
      const png = await own.paint(chart, timeoutMs)
      if (!closed) idle = setTimeout(end, idleMs).unref()
      return png
    } catch (fault) {
      // A process that hangs, or has lost its memory, draws nothing more.
      end()
      throw fault
    }
  }

  return {
    async paint(chart) {
      if (waiting >= MOST_WAITING) throw new Error(`${waiting} charts wait to be drawn`)
      waiting += 1
      const painting = last
        .then(() => paintNow(chart))
        .finally(() => {
          waiting -= 1
        })
      last = painting.catch(() => undefined)
      return painting
    },
    close() {
      closed = true
      clearTimeout(idle)
      end()
    },
  }
}
