import { expect, test } from 'vitest'
import { readYaml } from '../../config/source.ts'
import { problemsOf } from './write-config.ts'

const MANY = 5_000
const lines = (line: (index: number) => string, many = MANY): string =>
  Array.from({ length: many }, (_, index) => line(index)).join('\n')

// Looked at once each, they take a moment; looked for among all, a hundred thousand took a quarter of an hour.
test.each([
  ['unknown keys', lines((index) => `key${index}: 1`, 20_000), /^shipmate\.yaml:1: key0: unknown key\. /],
  [
    'unknown keys of a part',
    `http:\n${lines((index) => `  key${index}: 1`)}`,
    /^shipmate\.yaml:2: http\.key0: unknown key/,
  ],
  [
    'variables that are not set',
    lines((index) => `key${index}: \${UNSET}`),
    /^shipmate\.yaml:1: key0: the environment variable UNSET/,
  ],
  ['services that are none', `services:\n${lines(() => ' - 1')}`, /^shipmate\.yaml:2: services\.0: /],
  ['a key given again and again', lines(() => 'http: 1'), /^shipmate\.yaml:2: Map keys must be unique\. /],
])('%s: the first fifty are told, and how many more there are', (_, yaml, first) => {
  const problems = problemsOf(yaml)
  expect(problems).toHaveLength(51)
  expect(problems[0]).toMatch(first)
  expect(problems[50]).toMatch(/^and (4,9\d\d|19,950) more\. Fix these first\.$/)
})

test('each setting is found where it stands', () => {
  const source = readYaml(`list:\n  - a: 1\n    b: 2\n${lines((index) => `key${index}: 1`)}`, 'shipmate.yaml')
  const lineOf = (...path: PropertyKey[]): number | undefined => source.locate(path).line
  expect([lineOf('list', 0, 'b'), lineOf('list', 0, 'missing'), lineOf('key0'), lineOf('key4999')]).toEqual([
    3, 2, 4, 5_003,
  ])
  expect(source.locate(['missing'])).toEqual({ file: 'shipmate.yaml' })
})

test('a file that holds no settings but a flood is not read at all', () => {
  expect(problemsOf(`# ${'x'.repeat(2_000_000)}`)).toEqual([
    'shipmate.yaml: is larger than 2 million characters. Name the file that holds the settings: --config, or SHIPMATE_CONFIG.',
  ])
})
