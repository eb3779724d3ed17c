import { randomInt, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { startStage } from '../end-to-end/every-surface/stage.ts'
import { fuzz as fuzzCalls } from '../http/grpc/fuzz.ts'
import { startStage as startGrpcStage } from '../http/grpc/stage.ts'
import { fuzzRequests } from './requests.ts'

/**
 * `npm run fuzz -- --requests 20000 [--seed N]`: requests generated from the OpenAPI document of a real bot, and as many
 * calls from the definition of gRPC, whole and broken.
 */
const { values } = parseArgs({
  options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string' } },
})
const requests = Number(values.requests)
const seed = Number(values.seed ?? randomInt(2 ** 31))
const FILES = { 'workflows/rotate-keys.yaml': 'steps:\n  - { id: rotate, wait: { for: 1h } }\n' }
/** Of one address: what is fuzzed is not the limit. */
const NO_LIMIT = 10_000_000
/** Calls of one token in a minute. */
const AT_ONCE = 5_000

const stage = await startStage({ files: FILES, requestsAMinute: NO_LIMIT })
const { statuses } = await fuzzRequests(stage, requests, seed)
const shown = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`)
process.stdout.write(`${requests} requests over HTTP of seed ${seed}, no fault and no leak. ${shown.join(', ')}\n`)
await stage.close()

let sent = 0
while (sent < requests) {
  const calls = await startGrpcStage()
  const share = Math.min(AT_ONCE, requests - sent)
  await fuzzCalls(calls, randomUUID(), share)
  sent += share
  process.stdout.write(
    `${sent} calls of gRPC, ${calls.ended.length} of the last ${share} reached a service, no fault\n`,
  )
  await calls.stop()
}
process.exit()
