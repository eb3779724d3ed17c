import type { HandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import type { ProcessLifetime } from '../../../adapters/rehearsal/process-lifetime.ts'
import type { StepKind } from '../../../src/domain/workflow.ts'
import type { Job, JobQueue, Work } from '../../../src/ports/job-queue.ts'
import type { Chance } from '../chance.ts'
import type { Tally } from '../tally.ts'

/** A queue that outlives its workers: it delivers a job twice, late, or not before it is enqueued once more. */
export interface ShakyQueue {
  /** No faults from now on. */
  calm(): void
  /** How often a job was given to a worker. */
  readonly given: number
  /** Gives waiting jobs to workers that are alive and free. */
  pump(): void
  connect(life: ProcessLifetime): JobQueue
}

interface Waiting {
  readonly job: Job
  readonly from: number
  readonly tries: number
}

interface Worker {
  readonly life: ProcessLifetime
  readonly capability: StepKind
  readonly concurrency: number
  readonly work: Work
  busy: number
}

interface Held {
  readonly worker: Worker
  readonly job: Job
  readonly tries: number
}

const LEASE_MS = 30_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000

export function createShakyQueue(clock: HandClock, chance: Chance, tally: Tally): ShakyQueue {
  let isCalm = false
  let given = 0
  const known = new Set<string>()
  let waiting: Waiting[] = []
  const workers: Worker[] = []
  const held = new Set<Held>()
  const now = (): number => clock.now().getTime()
  const fault = (share: number): boolean => !isCalm && chance.happens(share)

  const wait = (job: Job, afterMs: number, tries: number): void => {
    waiting.push({ job, from: now() + afterMs, tries })
    // Somebody must come by when it is due.
    if (afterMs > 0) clock.at(new Date(now() + afterMs), () => {})
  }

  const enqueue = (job: Job): void => {
    if (known.has(job.id)) return
    if (fault(0.05)) {
      tally.add('jobs lost until requeued')
      return
    }
    known.add(job.id)
    const isLate = fault(0.1)
    if (isLate) tally.add('jobs late')
    wait(job, isLate ? 1_000 * chance.between(1, 900) : 0, 0)
    if (!fault(0.1)) return
    tally.add('jobs delivered twice')
    wait(job, chance.happens(0.5) ? 0 : 1_000 * chance.between(1, 60), 0)
  }

  /** A worker that is taken for dead works on, unless it heeds the signal; the job goes to another one. */
  const maybeTakeAway = (holding: Held, lost: AbortController): void => {
    if (!fault(0.1)) return
    clock.at(new Date(now() + 1_000 * chance.below(20)), () => {
      if (isCalm || !held.has(holding)) return
      tally.add('workers taken for dead')
      lost.abort()
      wait(holding.job, 0, holding.tries)
    })
  }

  /** The whole process dies while it works. */
  const maybeDie = ({ worker }: Held): void => {
    if (fault(0.05)) clock.at(new Date(now() + 1_000 * chance.below(40)), () => isCalm || worker.life.kill())
  }

  const give = (worker: Worker, { job, tries }: Waiting): void => {
    given += 1
    worker.busy += 1
    const holding = { worker, job, tries }
    held.add(holding)
    const lost = new AbortController()
    maybeTakeAway(holding, lost)
    maybeDie(holding)
    worker
      .work(job, lost.signal)
      .catch(() => {
        const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries)
        if (held.has(holding) && !lost.signal.aborted) wait(job, pause, tries + 1)
      })
      .finally(() => {
        held.delete(holding)
        worker.busy -= 1
      })
  }

  /** Jobs of workers that have died are free when their lease is over. */
  const takeFromTheDead = (): void => {
    for (const holding of [...held]) {
      if (holding.worker.life.alive) continue
      held.delete(holding)
      tally.add('workers died in the middle of a step')
      wait(holding.job, LEASE_MS, holding.tries)
    }
  }

  return {
    calm() {
      isCalm = true
    },
    get given() {
      return given
    },
    pump() {
      takeFromTheDead()
      const later: Waiting[] = []
      const due = waiting
      waiting = []
      for (const one of due) {
        const able = workers.filter(
          ({ life, capability, busy, concurrency }) =>
            life.alive && capability === one.job.capability && busy < concurrency,
        )
        if (one.from > now() || able.length === 0) later.push(one)
        else give(chance.oneOf(able), one)
      }
      waiting = [...later, ...waiting]
    },
    connect: (life) => ({
      async enqueue(job) {
        enqueue(job)
      },
      async work(capability, concurrency, work) {
        workers.push({ life, capability, concurrency, work, busy: 0 })
      },
      async depth() {
        return { waiting: waiting.length, active: held.size }
      },
      async ping() {},
      async close() {},
    }),
  }
}
