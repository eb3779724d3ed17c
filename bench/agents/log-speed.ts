import { diagnose } from '../../jobs/agents/failure/build/rules.ts'

const MEGABYTE = 1024 * 1024
const TRIES = 4

/** A megabyte of each: what a build usually prints, and logs made to be as much work as they can be. */
const LOGS = {
  'an ordinary log': [
    'npm http fetch GET 200 https://registry.npmjs.org/express 81ms (cache hit)',
    '  ✓ adds two numbers (3 ms)',
    'copied src/a/b/c.ts to dist/a/b/c.js in 3 ms',
  ].join('\n'),
  'every line an error': 'error',
  'long lines, almost matching': `${'x: '.repeat(160)}not found`,
  'failed tests only': '--- FAIL: TestA\n    connect ECONNREFUSED 1.2.3.4',
  'empty lines': '',
} as const

/** Milliseconds of processor time for a diagnosis of each log, the quickest of some tries. */
export function logSpeed(): string {
  const lines = Object.entries(LOGS).map(([name, piece]) => {
    const log = `${piece}\n`.repeat(Math.ceil(MEGABYTE / (piece.length + 1)))
    const ms = Math.min(...Array.from({ length: TRIES }, () => processorMs(log)))
    return `${name.padEnd(28)} ${ms.toFixed(0).padStart(4)} ms`
  })
  return ['== a megabyte of build log, processor time', ...lines].join('\n')
}

function processorMs(log: string): number {
  const before = process.cpuUsage()
  diagnose({ service: 'billing', release: 'v1', log })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
