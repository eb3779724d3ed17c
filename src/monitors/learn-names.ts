import { isOfChange, isOfQuestion } from '../domain/event-kinds.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import type { UserId } from '../domain/ids.ts'
import { changes, handovers, people } from '../domain/projections.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'

/** Ends within seconds. `silent`: the platform does not answer now; `nobody`: it knows no name. */
export type AskName = (
  user: UserId,
) => Promise<{ readonly kind: 'named'; readonly name: string } | { readonly kind: 'silent' | 'nobody' }>

export interface LearnNamesParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly ask: AskName
  /** Records what somebody is called: the cards that name them are edited. */
  readonly named: (person: UserId, name: string) => Promise<void>
  readonly onError: (error: unknown) => void
}

const RETRY_MS = 60_000

/** Learns what those are called whom an open card names and who never spoke. No card waits for it. */
export function startLearningNames({ log, clock, ask, named, onError }: LearnNamesParts): Loop {
  const asked = new Set<UserId>()

  /** Whether it should be tried again. */
  const learn = async (user: UserId): Promise<boolean> => {
    if ((await log.get(people, user)) !== undefined) return false
    const answer = await ask(user)
    if (answer.kind === 'named') await named(user, answer.name)
    return answer.kind === 'silent'
  }

  const round = async (): Promise<Date | undefined> => {
    const [pending, offered] = await Promise.all([
      log.list(changes, { labels: ['pending'] }),
      log.list(handovers, { labels: ['open'] }),
    ])
    const mentioned = [
      ...pending.flatMap(({ approvers }) => [...approvers.people, ...(approvers.glass?.people ?? [])]),
      ...offered.map(({ to }) => to),
    ]
    const unknown = [...new Set(mentioned)].filter((user) => !asked.has(user))
    for (const user of unknown) asked.add(user)
    const again: readonly UserId[] = (
      await Promise.all(unknown.map(async (user) => ((await learn(user)) ? [user] : [])))
    ).flat()
    for (const user of again) asked.delete(user)
    return again.length === 0 ? undefined : new Date(clock.now().getTime() + RETRY_MS)
  }

  return startLogLoop(log, { clock, round, onError }, (type) => isOfChange(type) || isOfQuestion(type))
}
