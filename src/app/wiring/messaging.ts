import type { Logger } from 'pino'
import type { AccessPolicy } from '../../access/policy.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Workflows } from '../../domain/workflow.ts'
import { startCourier } from '../../messaging/courier.ts'
import { startEventPublisher } from '../../messaging/event-publisher.ts'
import { startNarrator } from '../../messaging/narrator.ts'
import { postingBy } from '../../messaging/posting.ts'
import { tellAskerBy } from '../../messaging/tell-asker.ts'
import type { UndeliveredCount } from '../../messaging/undelivered-count.ts'
import type { Bus } from '../../ports/bus.ts'
import { type ConnectedChat, UndeliverableError } from '../../ports/chat-platform.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Store } from '../../ports/event-store.ts'
import type { Outbox } from '../../ports/outbox.ts'
import { noTracing, type Tracing } from '../../ports/tracing.ts'
import type { Loop } from '../../runtime/loop.ts'
import type { FaultIn } from './faults.ts'

export interface MessagingParts {
  readonly store: Store<ShipmateEvent>
  readonly outbox: Outbox
  readonly bus: Bus
  readonly workflows: Workflows
  readonly settings: Pick<Settings, 'gates' | 'people' | 'announcements' | 'language'>
  readonly policy: AccessPolicy
  readonly clock: Clock
  readonly tracing?: Tracing | undefined
  readonly log: Logger
  readonly faultIn: FaultIn
  readonly undelivered: UndeliveredCount
}

/** Everything worth saying is posted or edited, and every event is published. */
export function startMessaging(
  parts: MessagingParts,
  platforms: readonly ConnectedChat[],
): { readonly loops: readonly Loop[]; readonly wakeCouriers: () => void } {
  const { store, outbox, bus, workflows, settings, policy, clock, tracing = noTracing, log, faultIn } = parts
  const tellAsker = tellAskerBy(store)
  const couriers = platforms.map((platform) =>
    startCourier({
      platform,
      outbox,
      clock,
      tracing,
      tellAsker,
      onGivenUp: (why) => parts.undelivered.add(platform.name, why),
      onError: (err, message) =>
        log.warn(
          {
            ...{ err, correlationId: message?.correlationId, key: message?.key },
            ...(err instanceof UndeliverableError && { undelivered: err.why }),
          },
          err instanceof UndeliverableError ? 'a message cannot be delivered' : 'a message is not delivered yet',
        ),
    }),
  )
  const posting = postingBy(couriers, clock)
  const following = (name: string) => ({ log: store, clock, onError: faultIn(name) })
  const publisher = startEventPublisher(following('event-publisher'), bus)
  const narrator = startNarrator({
    ...following('narrator'),
    outbox,
    workflows,
    timeZone: settings.gates.timeZone,
    announced: settings.announcements ?? [],
    language: settings.language,
    granting: {
      policy,
      // People link their accounts while the bot runs.
      get people() {
        return settings.people ?? []
      },
    },
    posting,
    capacityOf: (name) => platforms.find((platform) => platform.name === name)?.capacity,
  })
  return { loops: [publisher, narrator, ...couriers], wakeCouriers: posting.wake }
}
