import { randomUUID } from 'node:crypto'
import { fuzz } from '../http/grpc/fuzz.ts'
import { startStage } from '../http/grpc/stage.ts'

/** `npm run fuzz:grpc [calls]`: 20,000 calls generated from the definition, whole and broken. */
const calls = Number(process.argv[2] ?? 20_000)
/** Calls of one token in a minute. */
const AT_ONCE = 5_000

let sent = 0
while (sent < calls) {
  const stage = await startStage()
  const share = Math.min(AT_ONCE, calls - sent)
  await fuzz(stage, randomUUID(), share)
  sent += share
  process.stdout.write(`${sent} calls, ${stage.ended.length} of the last ${share} reached a service, no fault\n`)
  await stage.stop()
}
