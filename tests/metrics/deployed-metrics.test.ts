import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { createPrometheus } from '../../adapters/metrics/prometheus.ts'

const DEPLOY = new URL('../../deploy/', import.meta.url)

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[]
}

interface Dashboard {
  readonly panels: readonly {
    readonly id: number
    readonly gridPos: { readonly x: number; readonly w: number }
    readonly targets: readonly { readonly expr: string }[]
  }[]
}

const read = (path: string): string => readFileSync(new URL(path, DEPLOY), 'utf8')
const { groups } = parse(read('prometheus/alerts.yaml')) as Rules
const dashboards = readdirSync(new URL('grafana/', DEPLOY)).map(
  (file) => JSON.parse(read(`grafana/${file}`)) as Dashboard,
)

/** Those of ours and of Node; `up` is Prometheus's own. */
function namesIn(expressions: readonly string[]): readonly string[] {
  const names = expressions.flatMap((one) => one.match(/\b(?:shipmate|nodejs|process)_\w+/g) ?? [])
  return [...new Set(names)].toSorted()
}

async function exposed(): Promise<ReadonlySet<string>> {
  const { text } = await createPrometheus().page()
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)]
  return new Set(
    types.flatMap(([, name = '', kind]) => (kind === 'histogram' ? [`${name}_bucket`, `${name}_sum`] : [name])),
  )
}

test.each([
  ['the alert rules', groups.flatMap(({ rules }) => rules.map(({ expr }) => expr))],
  [
    'the dashboards',
    dashboards.flatMap(({ panels }) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))),
  ],
])('%s rest on metrics that the bot exposes', async (_, expressions) => {
  const there = await exposed()
  const names = namesIn(expressions)
  expect(names.length).toBeGreaterThan(2)
  expect(names.filter((name) => !there.has(name))).toEqual([])
})

test('panels have ids of their own and stand within the width of the page', () => {
  for (const { panels } of dashboards) {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24)
  }
})
