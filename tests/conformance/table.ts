import type { Ending } from './play.ts'
import type { Result } from './play-all.ts'
import { PLATFORMS } from './stage/platform.ts'

const HEADS = { 'Slack over HTTP': 'Slack HTTP', 'Slack over its socket': 'Slack socket', Discord: 'Discord' } as const
const SIGNS: Readonly<Record<Ending['kind'], string>> = { passed: '✓', failed: '✗', impossible: '–' }
const WIDTH = 96

/** Scenario × platform, why a platform cannot have one, and what went wrong. */
export function drawTable(results: readonly Result[]): string {
  return [
    'One bot a scenario, on each platform; a scenario has passed when it did on all that can have it.',
    ...[...new Set(results.map(({ subject }) => subject))].flatMap((subject) => [
      '',
      `${subject.padEnd(WIDTH)}  ${PLATFORMS.map((name) => HEADS[name]).join('  ')}`,
      ...results.filter((one) => one.subject === subject).flatMap(rowOf),
    ]),
    ...results.flatMap(faultsOf),
  ].join('\n')
}

function rowOf({ scenario: { name, demand = [] }, endings }: Result): readonly string[] {
  const demands = [demand].flat()
  const title = `  ${name}${demands.length > 0 ? ` [${demands.join(', ')}]` : ''}`
  const signs = PLATFORMS.map((platform) => SIGNS[endings[platform].kind].padEnd(HEADS[platform].length)).join('  ')
  const reasons = PLATFORMS.flatMap((platform) => {
    const ending = endings[platform]
    return ending.kind === 'impossible' ? [ending.because] : []
  })
  return [`${title.padEnd(WIDTH)}  ${signs}`.trimEnd(), ...[...new Set(reasons)].map((why) => `    – ${why}`)]
}

/** In full where it failed first; what went wrong elsewhere is mostly the same. */
function faultsOf({ scenario, endings }: Result): readonly string[] {
  const failed = PLATFORMS.flatMap((platform) => {
    const ending = endings[platform]
    return ending.kind === 'failed' ? [{ platform, error: ending.error }] : []
  })
  const [first, ...others] = failed
  if (!first) return []
  const also = others.map(({ platform, error }) => `  also ${platform}: ${error.message.split('\n')[0]}`)
  return ['', `✗ ${scenario.name} (${first.platform})`, placeOf(first.error), ...also]
}

/** What is wrong, and the line of the scenario. */
function placeOf({ message, stack = '' }: Error): string {
  const line = stack.split('\n').find((one) => one.includes('/scenarios/'))
  return `${message}\n${line ?? ''}`
}
