import { createRedactor } from '../../src/domain/redact.ts'
import { describeMachine } from '../machine.ts'
import { median } from '../statistics.ts'

/*
 * What taking secrets out costs: of a line of the log, a message, and the end of a build log as long as one is ever read.
 * With the number of secrets that a bot in Slack with PostgreSQL and Redis has.
 */

const isQuick = process.argv.includes('--quick')
const ROUNDS = isQuick ? 3 : 41
const CHARACTERS_PER_ROUND = isQuick ? 20_000 : 1_000_000

const SECRETS = [
  'xoxb-12345678901-abcdefGHIJKL',
  'xapp-1-A111-222-abcdefabcdef',
  '9f8e7d6c5b4a39281706f5e4d3c2b1a0',
  'postgres://shipmate:s3cr3tpw9@db:5432/shipmate',
  's3cr3tpw9',
  'redis://:hunter2222@redis:6379',
  'hunter2222',
]
const LOG_LINE =
  '{"level":"info","time":"2026-11-29T05:12:06.173Z","pid":14011,"thread":"slack:C0123:1700000.123","correlation":"c_01HV","msg":"cicd.deploy.completed billionmail v1.1.0 on production took 804 ms, 127.0.0.1:44751 is healthy"}'
const BUILD_LOG = Array.from(
  { length: 700 },
  (_, line) => `2026-11-29T05:12:06 [build] compiling src/part-${line}.ts to dist/part-${line}.js (${line * 13} bytes)`,
).join('\n')
const TEXTS = {
  'a line of the log': LOG_LINE,
  'a message': '@shipmate deploy billionmail v1.1.0 to staging please',
  'the end of a build log': BUILD_LOG,
}

const redact = createRedactor(SECRETS)
for (const [what, text] of Object.entries(TEXTS)) process.stdout.write(`${what}: ${measured(text)}\n`)
process.stdout.write(`${JSON.stringify(await describeMachine(undefined))}\n`)

function measured(text: string): string {
  const times = Math.max(1, Math.round(CHARACTERS_PER_ROUND / text.length))
  const rounds = Array.from({ length: ROUNDS }, () => roundUs(text, times))
  const us = median(rounds.slice(1))
  return `${us.toFixed(1)} µs for ${text.length} characters, ${(text.length / us).toFixed(1)} characters/µs`
}

/** Microseconds for one of so many times. */
function roundUs(text: string, times: number): number {
  const began = performance.now()
  for (let time = 0; time < times; time++) redact(text)
  return ((performance.now() - began) * 1_000) / times
}
