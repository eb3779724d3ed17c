import process from 'node:process'
import type { Chart } from '../../src/domain/chart.ts'
import { drawn } from './draw.ts'

/** What this process says of the one chart that it was sent. */
export type Painted =
  | { readonly kind: 'painted'; readonly png: Uint8Array }
  | { readonly kind: 'failed'; readonly message: string }

// The program that `PaintProcess` runs: Vega and resvg are loaded here, and gone when it ends.

process.on('message', async (chart: Chart) => {
  try {
    answer({ kind: 'painted', png: await drawn(chart) })
  } catch (fault) {
    answer({ kind: 'failed', message: fault instanceof Error ? fault.message : String(fault) })
  }
})

function answer(painted: Painted): void {
  process.send?.(painted)
}
