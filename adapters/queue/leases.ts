/** The jobs in hand and whether this process still has their leases. */
export interface Leases {
  /** A job is in hand from now on; the signal aborts when the lease on it is lost. */
  take(job: string): Lease
  renewed(jobs: readonly string[]): void
  lost(jobs: readonly string[]): void
  loseAll(): void
}

export interface Lease {
  readonly signal: AbortSignal
  end(): void
}

interface Held {
  readonly controller: AbortController
  timer: NodeJS.Timeout
}

/**
 * A lease is lost when the queue says so, and also when no renewal is known for as long as it lasts: a database that does
 * not answer us may answer another worker.
 */
export function createLeases(lockMs: number): Leases {
  const held = new Map<string, Held>()

  const lose = (job: string): void => {
    const lease = held.get(job)
    clearTimeout(lease?.timer)
    lease?.controller.abort(new Error(`the lease on job ${job} is lost`))
    held.delete(job)
  }
  const countDown = (job: string): NodeJS.Timeout => setTimeout(lose, lockMs, job).unref()

  return {
    take(job) {
      // Given to this same process once more: then it was lost before.
      lose(job)
      const mine: Held = { controller: new AbortController(), timer: countDown(job) }
      held.set(job, mine)
      return {
        signal: mine.controller.signal,
        end() {
          clearTimeout(mine.timer)
          if (held.get(job) === mine) held.delete(job)
        },
      }
    },
    renewed(jobs) {
      for (const job of jobs) {
        const lease = held.get(job)
        if (!lease) continue
        clearTimeout(lease.timer)
        lease.timer = countDown(job)
      }
    },
    lost: (jobs) => jobs.forEach(lose),
    loseAll: () => [...held.keys()].forEach(lose),
  }
}
