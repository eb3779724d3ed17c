import { pino } from 'pino'
import { intercept } from '../../adapters/rehearsal/intercept.ts'
import { messageFrom } from '../../adapters/rehearsal/said.ts'
import { readWorkflow } from '../../config/workflow-files/read-workflow.ts'
import type { BotParts } from '../../src/app/bot.ts'
import { findButton } from '../../src/app/commands/rehearse/find-button.ts'
import type { Script } from '../../src/app/commands/rehearse/read-transcript.ts'
import { rehearsalConfig } from '../../src/app/commands/rehearse/rehearsal-config.ts'
import type { RehearsalStore } from '../../src/app/commands/rehearse/rehearsal-store.ts'
import { openSimulation, type Simulation } from '../../src/app/commands/rehearse/simulation.ts'
import { transcriptSchema } from '../../src/app/commands/rehearse/transcript.ts'
import { runs } from '../../src/domain/projections.ts'
import type { CommandRunner } from '../../src/ports/command-runner.ts'
import type { Outbox } from '../../src/ports/outbox.ts'

/*
 * A workflow of six steps in two branches with an approval, a timer and a compensation, while the bot is killed at one
 * point: before or after an append, a write to the outbox, or the start of a command.
 */

const command = (...run: readonly string[]) => ({ uses: 'command', with: { run } })
const STEPS = [
  { id: 'open', ...command('open'), onFailure: command('shut') },
  { id: 'copy', needs: 'open', ...command('copy'), onFailure: command('drop') },
  { id: 'settle', needs: 'open', wait: { for: '30m' } },
  { id: 'agree', needs: ['copy', 'settle'], approval: { role: 'owner' } },
  { id: 'switch', needs: 'agree', ...command('switch') },
  { id: 'report', needs: 'switch', ...command('report') },
]
/** What the world must have seen, each once: the switch fails, so what was done is undone in reverse. */
const EFFECTS = ['open', 'copy', 'switch', 'drop', 'shut']

export interface WorkflowPlayed {
  /** Where the bot was killed; undefined when the flow ended before it came there. */
  readonly killedAt: string | undefined
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
}

const SCRIPT: Script = (() => {
  const transcript = transcriptSchema.parse({
    title: 'A workflow through kills',
    people: { ana: ['deployer'], olga: ['owner'] },
    commands: { switch: { exits: 1, prints: 'no balancer' } },
    steps: [{ advances: '1s' }],
  })
  const nowhere = { value: {}, problems: [], locate: () => ({ file: 'kills' }) }
  const reading = rehearsalConfig(nowhere, transcript.config, import.meta.dirname)
  const workflow = readWorkflow({ ...nowhere, value: { steps: STEPS } }, 'move-data')
  if (reading.kind === 'problems' || workflow.kind === 'problems') throw new Error('the flow of the test is broken')
  const workflows = [workflow.definition]
  return { file: 'kills', transcript, config: reading.config, workflows, lineOf: () => undefined }
})()

const WHILE_MS = 2_000
const HALF_HOUR_MS = 30 * 60_000

/**
 * Faults that the test must find. `doubled-step`: a command that has run is run again when it is asked for again.
 * `lost-result`: how the run ended is taken as told, and not written down.
 */
export const PLANTS = ['doubled-step', 'lost-result'] as const
export type Plant = (typeof PLANTS)[number]

/** Plays the flow to its end, killed at the point of this number, or the first of this name; undefined: not at all. */
export async function playWorkflow(
  store: RehearsalStore,
  at: number | string | undefined,
  plant?: Plant,
): Promise<WorkflowPlayed> {
  let passed = 0
  let killedAt: string | undefined
  let stage: Simulation | undefined
  const dies = Promise.withResolvers<void>()
  const isAt = (point: string): boolean => [++passed, point].some((one) => one === at) && killedAt === undefined
  const deadly = (part: string) => (name: PropertyKey, call: () => unknown) => {
    if (!stage || !POINTS.has(`${part}.${String(name)}`)) return call()
    const point = `${part}.${String(name)}`
    if (isAt(`before ${point}`)) return dieAt(`before ${point}`)
    const result = call()
    return isAt(`after ${point}`) ? Promise.resolve(result).then(() => dieAt(`after ${point}`)) : result
  }
  const dieAt = (point: string): Promise<never> => {
    killedAt = point
    stage?.process.kill()
    dies.resolve()
    return new Promise(() => {})
  }
  const opened = await openSimulation(SCRIPT, store, pino({ level: 'silent' }), {
    alter: (whole) => {
      const parts = planted(whole, plant)
      return {
        ...parts,
        store: intercept(parts.store, deadly('store')),
        outbox: intercept(parts.outbox, deadly('outbox')),
        commands: intercept(parts.commands, deadly('commands')),
      }
    },
  })
  stage = opened
  try {
    await playThrough(opened, () => (killedAt === undefined ? dies.promise : new Promise(() => {})))
    return { killedAt, ...(await judged(opened)) }
  } finally {
    await opened.close()
  }
}

let tries = 0

type Parts = Pick<BotParts, 'outbox' | 'commands'>

/** The bot with a fault in it. */
function planted<Whole extends Parts>(parts: Whole, plant: Plant | undefined): Whole {
  switch (plant) {
    case undefined:
      return parts
    case 'doubled-step': {
      // No try is known for one that was there before.
      const { commands } = parts
      const runCommand: CommandRunner['runCommand'] = (order, signal) =>
        commands.runCommand({ ...order, attempt: ++tries }, signal)
      return { ...parts, commands: { ...commands, runCommand } }
    }
    case 'lost-result': {
      const { outbox } = parts
      const narrate: Outbox['narrate'] = (messages, from, to) =>
        outbox.narrate(
          messages.filter(({ key }) => !key.startsWith('result-')),
          from,
          to,
        )
      return { ...parts, outbox: { ...outbox, narrate } }
    }
  }
}

const POINTS: ReadonlySet<string> = new Set([
  ...['store.append', 'outbox.narrate', 'outbox.markDelivered', 'commands.runCommand'],
])

/** @param dies Resolves when the bot dies; never, when it has died before: that happens once. */
async function playThrough(stage: Simulation, dies: () => Promise<void>): Promise<void> {
  const slack = stage.platforms.get('slack')
  if (!slack) throw new Error('there is no platform')
  const said = { by: 'slack:ana', name: 'ana', thread: 'slack:#ops/1', number: 1 }
  const text = '@shipmate run the move-data workflow'
  await surviving(stage, dies, () =>
    slack.deliver({ kind: 'message', message: messageFrom({ ...said, text }, 'same') }),
  )
  await surviving(stage, dies, () => press(stage, 'ana', 'Confirm'))
  await surviving(stage, dies, () => stage.pass(HALF_HOUR_MS))
  await surviving(stage, dies, () => press(stage, 'olga', 'Approve'))
  await stage.pass(WHILE_MS)
}

function press(stage: Simulation, by: string, label: string): Promise<void> {
  const user = `slack:${by}` as const
  const found = findButton(stage.happenings, user, label, undefined)
  const slack = stage.platforms.get('slack')
  if (!found || !slack) throw new Error(`nobody was shown “${label}”`)
  const key = `slack:press:${label}`
  return slack.deliver({
    kind: 'press',
    press: { keys: [key], thread: found.place, by: user, button: found.id },
  })
}

/** Something happens; when the bot dies of it, it is started again and the platform delivers it once more. */
async function surviving(stage: Simulation, dies: () => Promise<void>, act: () => Promise<void>): Promise<void> {
  await Promise.race([act(), dies()])
  await stage.pass(WHILE_MS)
  if (stage.process.isRunning) return
  await stage.restart()
  await stage.pass(WHILE_MS)
  await act()
  await stage.pass(WHILE_MS)
}

async function judged(stage: Simulation): Promise<Pick<WorkflowPlayed, 'lost' | 'doubled'>> {
  const all = await stage.store.list(runs)
  const done = stage.scripted.done
  const posts = stage.happenings.filter((one) => one.kind === 'posted').map(({ card }) => card.title ?? '')
  const results = posts.filter((title) => title.endsWith('failed')).length
  return {
    lost: [
      ...EFFECTS.filter((effect) => !done.includes(effect)),
      ...(all.some(({ state }) => state === 'failed')
        ? []
        : [`the run is ${all.map(({ state }) => state).join(', ')}`]),
      // One in the thread, one in private.
      ...(results < 2 ? [`${results} results`] : []),
    ],
    doubled: [
      ...done.filter((effect, index) => done.indexOf(effect) !== index),
      ...(all.length > 1 ? [`${all.length} runs`] : []),
      ...(results > 2 ? [`${results} results`] : []),
      ...(done.indexOf('drop') > done.indexOf('shut') ? ['undone in the wrong order'] : []),
    ],
  }
}
