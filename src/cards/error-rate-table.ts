import type { Block } from '../domain/card.ts'
import type { Marker } from '../domain/chart.ts'
import type { Texts } from '../texts/texts.ts'
import { percent } from './traffic-words.ts'
import { clockTime, dateTime } from './words.ts'

/** Fewer are no picture of anything. */
const LEAST_POINTS = 3
const DAY_MS = 86_400_000

export interface RatesAt {
  readonly environment: string
  readonly points: readonly { readonly at: string; readonly rate: number | null }[]
}

/** The error rate over time, with what was deployed meanwhile; nothing where too little was measured. */
export function errorRateTable(
  service: string,
  rates: readonly RatesAt[],
  deployed: readonly Marker[],
  texts: Texts,
): readonly Block[] {
  const seen = rates.filter(({ points }) => points.filter(({ rate }) => rate !== null).length >= LEAST_POINTS)
  if (seen.length === 0) return []
  const words = texts.metrics.rates
  const instants = [...new Set(seen.flatMap(({ points }) => points.map(({ at }) => at)))].sort()
  const isLong = Date.parse(instants.at(-1) ?? '') - Date.parse(instants[0] ?? '') >= DAY_MS
  return [
    {
      kind: 'table',
      columns: [words.from, ...seen.map(({ environment }) => environment)],
      rows: instants.map((at) => [
        isLong ? dateTime(at) : clockTime(at),
        ...seen.map(({ points }) => rateWords(points.find((point) => point.at === at)?.rate ?? null, texts)),
      ]),
      picture: {
        alt: seen.map((one) => altOf(one, service, deployed.length, texts)).join(' '),
        chart: {
          ...{ kind: 'lines', title: words.title({ service }), unit: words.unit, markers: deployed },
          series: seen.map(({ environment, points }) => ({
            name: environment,
            points: points.map(({ at, rate }) => ({ at, value: rate === null ? null : rate * 100 })),
          })),
        },
      },
    },
  ]
}

const rateWords = (rate: number | null, texts: Texts): string => (rate === null ? '–' : percent(rate, texts))

function altOf({ environment, points }: RatesAt, service: string, deployed: number, texts: Texts): string {
  const measured = points.flatMap(({ rate }) => (rate === null ? [] : [rate]))
  return texts.metrics.rates.alt({
    ...{ service, environment, deployed },
    last: percent(measured.at(-1) ?? 0, texts),
    least: percent(Math.min(...measured), texts),
    most: percent(Math.max(...measured), texts),
  })
}
