import type { Chart } from '../../../../src/domain/chart.ts'

/** A chart that was drawn and uploaded. */
export interface Picture {
  readonly chart: Chart
  /** Slack's id of the file. */
  readonly file: string
}

/** The same chart gives the same name, whichever card it stands in. */
export const chartName = (chart: Chart): string => JSON.stringify(chart)
