import type { Chart, Shade } from '../../src/domain/chart.ts'

const START = Date.parse('2026-11-20T10:00:00.000Z')

/** @param minutes After ten o'clock in UTC. */
const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString()

const errorRates = [0.2, 0.4, 0.6, 0.2, 0.4, null, 0.2, 0.4, 4, 5, 6, 7, 4, 5, 6, 7]

const lines: Chart = {
  kind: 'lines',
  title: 'Error rate of billing on production',
  unit: '% of requests',
  series: [{ name: 'production', points: errorRates.map((value, index) => ({ at: at(2 * index), value })) }],
  markers: [{ at: at(15), label: 'v1.4.0' }],
}

const part = (name: string, value: number, shade: Shade) => ({ name, value, shade })

const bars: Chart = {
  kind: 'bars',
  title: 'Deployments by day',
  unit: 'deployments',
  bars: Array.from({ length: 14 }, (_, day) => ({
    category: `11-${String(day + 7).padStart(2, '0')}`,
    parts: [
      part('succeeded', 3 + (day % 4), 'good'),
      part('rolled back', day % 5 === 0 ? 1 : 0, 'warning'),
      part('failed', day % 3, 'bad'),
      part('cancelled', day % 2, 'neutral'),
    ],
  })),
}

const SHADES_IN_TURN: readonly Shade[] = ['good', 'good', 'bad', 'warning']

const timeline: Chart = {
  kind: 'timeline',
  title: 'Last 12 deployments',
  shades: [
    { shade: 'good', name: 'succeeded' },
    { shade: 'warning', name: 'rolled back' },
    { shade: 'bad', name: 'failed' },
    { shade: 'neutral', name: 'cancelled' },
  ],
  lanes: ['billing · production', 'billing · staging', 'shop · production'].map((name, lane) => ({
    name,
    items: SHADES_IN_TURN.map((_, index) => ({
      at: at(index * 130 + lane * 70),
      until: at(index * 130 + lane * 70 + (index + 1) * 8),
      label: `v1.${index}.${lane}`,
      shade: SHADES_IN_TURN[(index + lane) % SHADES_IN_TURN.length] ?? 'good',
    })),
  })),
}

export const EXAMPLES = { lines, bars, timeline } as const
