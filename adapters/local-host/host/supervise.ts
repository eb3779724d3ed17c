import type { Instance } from './host-protocol.ts'

/** What an instance that was asked to end may still take before it is killed. */
export const GRACE_MS = 5_000
/** Pauses before a crashed instance is started again: half a second, doubled each time, at most half a minute. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** An instance that has run this long is counted as sound again. */
export const SOUND_AFTER_MS = 60_000

export interface InstanceFacts {
  readonly running: boolean
  /** Requests of users that it is answering now. */
  readonly inFlight: number
  readonly now: Date
}

export type InstanceAction = 'none' | 'start' | 'note-exit' | 'terminate' | 'kill' | 'forget' | 'count-as-sound'

/** The next thing to do about an instance. Asked again after every change, and every moment. */
export function nextAction(instance: Instance, facts: InstanceFacts): InstanceAction {
  if (instance.process && !facts.running) return 'note-exit'
  switch (instance.role) {
    case 'candidate':
      return instance.process || instance.lastExit ? 'none' : 'start'
    case 'serving':
      return instance.process ? soundness(instance, facts.now) : restart(instance, facts.now)
    case 'paused':
      return instance.process ? ending(instance, facts) : 'none'
    case 'retiring':
      return instance.process ? ending(instance, facts) : 'forget'
  }
}

export function restartPauseMs(crashes: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (crashes - 1))
}

function soundness({ crashes, startedAt }: Instance, now: Date): InstanceAction {
  return crashes > 0 && passed(startedAt, SOUND_AFTER_MS, now) ? 'count-as-sound' : 'none'
}

function restart({ restartAt }: Instance, now: Date): InstanceAction {
  return passed(restartAt, 0, now) ? 'start' : 'none'
}

function ending({ terminatedAt, drainUntil }: Instance, { inFlight, now }: InstanceFacts): InstanceAction {
  if (terminatedAt !== undefined) return passed(terminatedAt, GRACE_MS, now) ? 'kill' : 'none'
  return inFlight === 0 || passed(drainUntil, 0, now) ? 'terminate' : 'none'
}

function passed(since: string | undefined, ms: number, now: Date): boolean {
  return since === undefined || now.getTime() >= Date.parse(since) + ms
}
