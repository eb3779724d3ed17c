import { pino } from 'pino'
import { releaseOf, whereOf } from '../../../domain/plan.ts'
import { runs } from '../../../domain/projections.ts'
import type { RequestRefused } from '../../../domain/refusal.ts'
import type { Job } from '../../../ports/job-queue.ts'
import { act } from './act.ts'
import { checkStep, type EnqueuedJob, type Miss, type Outcome } from './check-step.ts'
import { ImpossibleStepError } from './deliver.ts'
import { drawEntry } from './draw.ts'
import { type Memory, NOTHING_YET } from './memory.ts'
import type { Script } from './read-transcript.ts'
import type { RehearsalStore } from './rehearsal-store.ts'
import { openSimulation, type Simulation, UNTIL_SHOWN_MS } from './simulation.ts'
import type { Step } from './transcript-step.ts'

/** How a transcript went. */
export interface Rehearsal {
  readonly file: string
  readonly title: string
  readonly failures: readonly Failure[]
  /** The conversation as it was, line by line. */
  readonly conversation: readonly string[]
}

export interface Failure {
  readonly line: number | undefined
  /** `steps.2.replies.0`. */
  readonly key: string
  readonly expected: string
  readonly instead: readonly string[]
}

/**
 * Plays a transcript to its end, or to the first step that does not go as expected.
 * @param opened An empty store, which is closed in the end.
 */
export async function rehearse(script: Script, opened: RehearsalStore): Promise<Rehearsal> {
  const faults = new Set<string>()
  const log = pino({ level: 'error' }, { write: (line: string) => faults.add(faultIn(line)) })
  const stage = await openSimulation(script, opened, log)
  try {
    const failures = await playSteps(script, stage, faults)
    return {
      file: script.file,
      title: script.transcript.title,
      failures,
      // Most are never looked at, and drawing one takes as long as a step of it.
      get conversation() {
        return stage.happenings.flatMap((happening) => [...drawEntry(happening, stage.cast.nameOf), ''])
      },
    }
  } finally {
    await stage.close()
  }
}

/** `a step is given up: no such file`, of a line of the log. */
function faultIn(line: string): string {
  const { msg, err } = JSON.parse(line) as { readonly msg?: string; readonly err?: { readonly message?: string } }
  return [msg, err?.message].filter(Boolean).join(': ')
}

async function playSteps(script: Script, stage: Simulation, faults: ReadonlySet<string>): Promise<readonly Failure[]> {
  let memory = NOTHING_YET
  for (const [index, step] of script.transcript.steps.entries()) {
    const before = {
      happenings: stage.happenings.length,
      jobs: stage.process.jobs().length,
      orders: stage.fleet?.done.length ?? 0,
      effects: stage.delivery.effects.length,
      // Most steps say nothing of the log, and need not ask it.
      position: step.refused && (await stage.store.newestPosition()),
      ran: stage.scripted.done.length,
    }
    const played = await playStep(step, stage, memory)
    memory = played.memory
    const misses = played.impossible ?? checkStep(step, await outcomeSince(before, stage, memory))
    if (misses.length > 0) return misses.map((miss) => failureOf(miss, index, script, faults))
  }
  return []
}

interface Played {
  readonly memory: Memory
  readonly impossible?: readonly Miss[]
}

async function playStep(step: Step, stage: Simulation, memory: Memory): Promise<Played> {
  try {
    const after = await act(step, stage, memory)
    await stage.pass(UNTIL_SHOWN_MS)
    return { memory: after }
  } catch (error) {
    if (!(error instanceof ImpossibleStepError)) throw error
    return { memory, impossible: [{ path: [], expected: 'a step that can be done', instead: [error.message] }] }
  }
}

function failureOf(
  { path, expected, instead }: Miss,
  index: number,
  script: Script,
  faults: ReadonlySet<string>,
): Failure {
  const whole = ['steps', index, ...path]
  return {
    line: script.lineOf(whole),
    key: whole.join('.'),
    expected,
    instead: [...instead, ...[...faults].map((fault) => `in the log: ${fault}`)],
  }
}

async function outcomeSince(
  before: {
    readonly happenings: number
    readonly jobs: number
    readonly orders: number
    readonly effects: number
    readonly ran: number
    readonly position: number | undefined
  },
  stage: Simulation,
  { place, person }: Memory,
): Promise<Outcome> {
  const all = await stage.store.list(runs)
  const jobs = stage.process.jobs().slice(before.jobs)
  const servingAt = (key: string): string | undefined => {
    const [service = '', environment = ''] = key.split('/')
    return stage.delivery.serving(service, environment)?.version
  }
  return {
    happenings: stage.happenings.slice(before.happenings),
    jobs: await Promise.all(jobs.map((job) => describeJob(job, stage))),
    refusals: before.position === undefined ? [] : await refusalsAfter(before.position, stage),
    ran: stage.scripted.done.slice(before.ran),
    serving: servingAt,
    orders: stage.fleet?.done.slice(before.orders) ?? [],
    effects: stage.delivery.effects.slice(before.effects),
    taskStates: new Map(all.map(({ task, state }) => [task, state])),
    placeOf: (where) => (where === undefined ? place : stage.cast.placeOf(where, person)),
    idOf: stage.cast.idOf,
  }
}

/** A step leads to far fewer events. */
const MOST_EVENTS = 10_000

async function refusalsAfter(position: number, { store }: Simulation): Promise<readonly RequestRefused[]> {
  const events = await store.readAll(position, MOST_EVENTS)
  return events.flatMap(({ body }): readonly RequestRefused[] => {
    // What a model asks for it asks for on behalf of somebody.
    if (body.type === 'tool.refused')
      return [{ ...body, type: 'request.refused', intent: body.tool, why: 'not-permitted' }]
    return body.type === 'request.refused' ? [body] : []
  })
}

async function describeJob({ run, step }: Job, { store }: Simulation): Promise<EnqueuedJob> {
  const found = await store.get(runs, run)
  const plan = found?.plan
  return {
    step,
    service: plan?.service,
    environment: found && whereOf(found).environment,
    version: found && releaseOf(found)?.version,
    strategy: plan && 'strategy' in plan ? plan.strategy : undefined,
  }
}
