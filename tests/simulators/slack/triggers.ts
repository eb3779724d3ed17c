import type { SimulatorClock } from '../clock.ts'

/** https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses */
const TRIGGER_LIVES_MS = 3_000

interface Trigger {
  readonly user: string
  readonly team: string
  readonly at: number
  /** The view that a press was in, for `views.push`. */
  readonly view?: string
  used: boolean
}

export type TriggerFault = 'expired_trigger_id' | 'exchanged_trigger_id' | 'invalid_trigger_id'

/** Each press, command and shortcut gives one that opens one modal, for three seconds. */
export class Triggers {
  readonly #given = new Map<string, Trigger>()
  readonly #clock: SimulatorClock

  constructor(clock: SimulatorClock) {
    this.#clock = clock
  }

  give(id: string, user: string, { team = 'T1', agoMs = 0, view }: { team?: string; agoMs?: number; view?: string }) {
    this.#given.set(id, { user, team, at: this.#clock.now() - agoMs, used: false, ...(view && { view }) })
    return id
  }

  /** A trigger that may be used now; {@link use} uses it up. */
  find(id: string): Trigger | TriggerFault {
    const trigger = this.#given.get(id)
    if (!trigger) return 'invalid_trigger_id'
    if (this.#clock.now() - trigger.at > TRIGGER_LIVES_MS) return 'expired_trigger_id'
    return trigger.used ? 'exchanged_trigger_id' : trigger
  }

  use(trigger: Trigger): void {
    trigger.used = true
  }
}
