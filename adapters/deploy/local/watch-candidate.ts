import { setTimeout as sleep } from 'node:timers/promises'
import type { HostState } from '../../local-host/host/host-protocol.ts'
import type { Deployment } from './deployment.ts'

/** A canary whose instance ends is no canary any more, whoever is judging it at that moment. */
export interface WatchedCandidate {
  readonly gone: AbortSignal
  stop(): void
}

/** Goes on after "it". */
export const GONE = 'was stopped meanwhile'

/** How the instance of this task has ended, if it has: goes on after "it". */
export function endOf({ instances }: HostState, { instance }: Pick<Deployment, 'instance'>): string | undefined {
  const candidate = instances.find(({ id }) => id === instance)
  return candidate ? candidate.lastExit?.how : GONE
}

const LOOK_EVERY_MS = 500

export function watchCandidate(deployment: Pick<Deployment, 'host' | 'instance'>): WatchedCandidate {
  const gone = new AbortController()
  const stopped = new AbortController()
  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      // A host that is away for a moment says nothing of the instance.
      const state = await deployment.host.state().catch(() => undefined)
      if (state && endOf(state, deployment) !== undefined) return gone.abort()
      await sleep(LOOK_EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined)
    }
  }
  void watch()
  return { gone: gone.signal, stop: () => stopped.abort() }
}
