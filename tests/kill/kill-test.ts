import { parseArgs } from 'node:util'
import { DEPLOY, FIRST_DEPLOY, type Flow, messagesIn, playFlow, ROLL_BACK } from './flow.ts'
import { type Fault, lost } from './judge.ts'
import { type Lane, openLane, type Way } from './lane.ts'
import { PLANTS, plant } from './plants.ts'
import { KILL_TARGETS } from './team-world.ts'
import { startTraffic } from './traffic.ts'

/**
 * Kills the bot at every point of deploying and of rolling back, one kill a flow, and checks that each flow ends as if
 * nothing had happened. With `--target` the service runs elsewhere than on this machine: by commands of a team, in a
 * cluster, or by GitHub Actions.
 * Two lanes side by side, each with a bot and a workspace of its own, share the points.
 *
 * `--every 10` takes every tenth point. `--plant doubled-rollout` has a fault in the bot that must be found; it ends with 1 then.
 */
const LANES: readonly { readonly way: Way; readonly first: number }[] = [
  { way: 'socket mode', first: 1 },
  { way: 'http', first: 2 },
]
const FEWEST_POINTS = 40
const { values } = parseArgs({
  options: {
    target: { type: 'string', default: 'local' },
    plant: { type: 'string' },
    every: { type: 'string', default: '1' },
  },
})
const target = oneOf('target', KILL_TARGETS, values.target)
const fault = values.plant === undefined ? undefined : oneOf('plant', PLANTS, values.plant)
const every = Math.max(1, Number.parseInt(values.every, 10))
/** Every second point of a flow in one lane, the others in the other. */
const STRIDE = LANES.length * every

interface Score {
  points: number
  lost: number
  doubled: number
}

const score: Score = { points: 0, lost: 0, doubled: 0 }
const startedAt = Date.now()
const open = new Set<Lane>()

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void closeAll().finally(() => process.exit(1)))
}
try {
  await Promise.all(LANES.map(({ way, first }) => playLane(way, first)))
} catch (error) {
  note('the kill test goes to its end', [lost(error instanceof Error ? (error.stack ?? error.message) : String(error))])
} finally {
  await closeAll()
}
say(`took ${Math.round((Date.now() - startedAt) / 1_000)} s`)
say(`${score.points} kill points, ${score.lost} lost, ${score.doubled} doubled`)
process.exit(score.points >= FEWEST_POINTS / every && score.lost === 0 && score.doubled === 0 ? 0 : 1)

function oneOf<Known extends string>(option: string, known: readonly Known[], given: string): Known {
  const found = known.find((one) => one === given)
  if (found === undefined) throw new Error(`--${option} is one of: ${known.join(', ')}`)
  return found
}

async function closeAll(): Promise<void> {
  await Promise.all([...open].map((lane) => lane.close()))
}

async function playLane(way: Way, first: number): Promise<void> {
  const lane = await openLane(way, target)
  open.add(lane)
  plant(lane.folder, fault)
  note(`${way}: first deployment`, (await playFlow(lane, FIRST_DEPLOY, undefined)).faults)
  const traffic = startTraffic(lane.url)
  const threads: string[] = []
  // The two flows undo each other, so they take turns; a flow whose points are all done only makes way for the other.
  const turns = [
    { flow: DEPLOY, next: first, over: false },
    { flow: ROLL_BACK, next: LANES.length + 1 - first, over: false },
  ]
  while (turns.some(({ over }) => !over)) {
    for (const turn of turns) {
      const point = turn.over ? undefined : turn.next
      const played = await playFlow(lane, turn.flow, point)
      threads.push(played.thread)
      const faults = [...played.faults, ...traffic.failures().map((why) => lost(`a request of a user: ${why}`))]
      note(pointName(way, turn.flow, point, played.killedAt), faults)
      if (played.killedAt !== undefined) score.points += 1
      turn.over ||= played.killedAt === undefined
      turn.next += STRIDE
    }
  }
  await traffic.stop()
  const late = threads.filter((thread) => messagesIn(lane, thread).length !== 3).length
  note(`${way}: all threads once more`, late === 0 ? [] : [{ kind: 'doubled', what: `${late} threads have changed` }])
}

function pointName(way: Way, { kind }: Flow, point: number | undefined, killedAt: string | undefined): string {
  if (point === undefined) return `${way}: ${kind}, not killed`
  return `${way}: ${kind} ${point}, ${killedAt === undefined ? 'not reached' : `killed ${killedAt}`}`
}

function note(what: string, faults: readonly Fault[]): void {
  if (faults.some(({ kind }) => kind === 'lost')) score.lost += 1
  if (faults.some(({ kind }) => kind === 'doubled')) score.doubled += 1
  say(`${faults.length === 0 ? '✓' : '✗'} ${what}`)
  for (const { kind, what: detail } of faults) say(`    ${kind}: ${detail}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
