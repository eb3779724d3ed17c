import type { TopLevelSpec } from 'vega-lite'
import type { Chart } from '../../src/domain/chart.ts'
import { barsSpec } from './bars-spec.ts'
import { linesSpec } from './lines-spec.ts'
import { timelineSpec } from './timeline-spec.ts'

/** What Vega-Lite is to draw. Bounded, whatever the chart holds. */
export function specOf(chart: Chart): TopLevelSpec {
  switch (chart.kind) {
    case 'lines':
      return linesSpec(chart)
    case 'bars':
      return barsSpec(chart)
    case 'timeline':
      return timelineSpec(chart)
  }
}
