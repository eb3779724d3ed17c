import type { Card } from '../domain/card.ts'
import type { PendingMessage } from '../domain/projections.ts'
import type { Refusal, RequestRefused } from '../domain/refusal.ts'
import type { Slots, Understanding } from '../domain/understanding.ts'
import type { Decision } from './decide.ts'

/** What of a message was refused, as events: all of it by the card that answers it, or some of several requests. */
export function refusedOf(
  { thread, by }: Pick<PendingMessage, 'thread' | 'by'>,
  { intent, slots }: Pick<Understanding, 'intent' | 'slots'>,
  decision: Decision,
  card: Card | undefined,
): readonly RequestRefused[] {
  const some = decision.kind === 'ask' ? (decision.refused ?? []) : []
  const refusals: readonly Refusal[] = [
    ...(card?.refuses ? [card.refuses] : []),
    ...some.map((reason) => ({ why: 'not-permitted', reason }) as const),
  ]
  return refusals.map((refusal) => ({
    type: 'request.refused',
    thread,
    by,
    intent,
    ...placeIn(slots),
    ...(slots.task !== undefined && { task: String(slots.task) }),
    ...refusal,
  }))
}

/** The place that slots name. */
export function placeIn({ service, environment }: Slots): { readonly service?: string; readonly environment?: string } {
  return {
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
}

/** As it is shown and kept. */
export function withoutRefusal({ refuses: _, ...card }: Card): Card {
  return card
}
