import { existsSync, writeFileSync } from 'node:fs'
import type { AppOptions, Outside } from '../../src/app/start-app.ts'
import type { Append } from '../../src/ports/event-store.ts'

/** Where to die: at the n-th point from now on, or at the first whose name holds these words. */
export type DeadlyPoint = number | string

/** The places between two effects, passed one by one; at the armed one this process ends as if the power were cut. */
export interface KillPoints {
  /** Counts anew. Undefined: at none. */
  arm(deadly: DeadlyPoint | undefined): void
  reach(name: string): void
}

/** @param noteFile Where the name of the deadly point is left behind; while it is there, nobody dies. */
export function createKillPoints(noteFile: string): KillPoints {
  let deadly: DeadlyPoint | undefined
  let passed = 0
  return {
    arm(point) {
      deadly = point
      passed = 0
    },
    reach(name) {
      passed += 1
      if (deadly === undefined || (typeof deadly === 'number' ? passed !== deadly : !name.includes(deadly))) return
      // Of several processes on one folder, one dies.
      if (!existsSync(noteFile)) {
        writeFileSync(noteFile, name)
        process.kill(process.pid, 'SIGKILL')
      }
    },
  }
}

type Wraps = { readonly [Part in keyof Outside]: (part: Outside[Part]) => Outside[Part] }

/**
 * Puts a kill point after every append to the log, and one before and one after every effect; a single one where two
 * would follow each other with nothing in between.
 */
export function wrapWith({ reach }: KillPoints): NonNullable<AppOptions['wrap']> {
  const before = <Result>(effect: string, work: () => Promise<Result>): Promise<Result> => {
    reach(`before ${effect}`)
    return work()
  }
  const after = async <Result>(effect: string, work: () => Promise<Result>): Promise<Result> => {
    const result = await work()
    reach(`after ${effect}`)
    return result
  }
  const around = <Result>(effect: string, work: () => Promise<Result>): Promise<Result> =>
    before(effect, () => after(effect, work))

  const wraps: Wraps = {
    store: (store) => ({
      ...store,
      append: (append) => after(`append ${typesIn(append)}`, () => store.append(append)),
    }),
    outbox: (outbox) => ({
      ...outbox,
      narrate(messages, ...rest) {
        const narrate = () => outbox.narrate(messages, ...rest)
        if (messages.length === 0) return narrate()
        return around(`narrate ${messages.map(({ key }) => kindOf(key)).join(' + ')}`, narrate)
      },
      // What is taken is posted or edited next, and what was posted or edited is noted as shown next.
      markDelivered: (key, revision, ref, now) =>
        after(`shown ${kindOf(key)}`, () => outbox.markDelivered(key, revision, ref, now)),
    }),
    queue: (queue) => ({
      ...queue,
      enqueue: (job) => around(`enqueue ${job.step}`, () => queue.enqueue(job)),
      // The end of a job is an append.
      work: (capability, concurrency, work) =>
        queue.work(capability, concurrency, (job, ...rest) => before(`job ${job.step}`, () => work(job, ...rest))),
    }),
    delivery: (delivery) => ({
      ...delivery,
      build: (order, signal) => around('build', () => delivery.build(order, signal)),
      // A report is an append.
      deploy: (order, report, signal) =>
        around('deploy', () =>
          delivery.deploy(order, (phase) => before(`report ${phase}`, () => report(phase)), signal),
        ),
    }),
    platforms: (platforms) =>
      platforms.map((platform) => ({
        ...platform,
        post: (to, card, options) => around(`post ${kindOf(options.key)}`, () => platform.post(to, card, options)),
        edit: (message, card) => around(`edit of ${card.title ?? ''}`, () => platform.edit(message, card)),
      })),
    // A picture is a part of a post or an edit.
    painter: (painter) => painter,
  }
  return (name, part) => wraps[name](part)
}

function typesIn({ streams }: Append): string {
  return streams.flatMap(({ bodies }) => bodies.map(({ type }) => type)).join(' + ')
}

/** `status` of `status-TASK-7`. */
function kindOf(key: string): string {
  return key.slice(0, key.indexOf('-'))
}
