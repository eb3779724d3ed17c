import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DEMANDS = 25

const rows = readFileSync(join(ROOT, 'tests/demands.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (\d+|\+) \|/.test(line))
  .map((line) => {
    const [number = '', demand = '', tests = ''] = line.slice(2).split(' | ')
    return { number, demand, tests }
  })

const pathOf = (name: string): string => (name.includes('/') ? name : `tests/conversations/${name}.yaml`)

test('each of the numbered demands has a line, in order', () => {
  const numbers = rows.map(({ number }) => number).filter((number) => number !== '+')
  expect(numbers).toEqual(Array.from({ length: DEMANDS }, (_, index) => String(index + 1)))
})

test.each(rows)('“$demand” has tests, and they are there', ({ tests }) => {
  const named = [...tests.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((name) => !existsSync(join(ROOT, pathOf(name))))).toEqual([])
})
