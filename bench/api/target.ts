/** What a process that is measured says of itself once it listens. */
export interface Listening {
  readonly port: number
  /** Each may keep 100 sockets and make 6,000 requests a minute. */
  readonly tokens: readonly string[]
}

/** What it says when it is asked, after a full collection of garbage. */
export interface Figures {
  readonly rssMb: number
  readonly heapMb: number
  /** Since its start. */
  readonly processorMs: number
}

/** What it is told. */
export type ToTarget = 'figures' | 'end'

/** Answers the parent until it says that this is the end. */
export async function answerParent(listening: Listening): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  process.on('message', (told: ToTarget) => (told === 'end' ? resolve() : process.send?.(figures())))
  process.send?.(listening)
  await promise
}

const MEGABYTE = 2 ** 20

function figures(): Figures {
  globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  return { rssMb: rss / MEGABYTE, heapMb: heapUsed / MEGABYTE, processorMs: (user + system) / 1_000 }
}
