import type { ShipmateEvent } from '../../domain/events.ts'
import type { OpenedAsk } from '../../domain/message.ts'
import type { Transaction } from '../../runtime/transact.ts'

export interface WatchedOutcome {
  /** To append through. */
  readonly transaction: Transaction
  /**
   * What was asked. Nothing where something was started or settled besides: then a later edit or deletion of the message must
   * take none of it back.
   */
  asked(): readonly OpenedAsk[]
}

/** Sees what a message leads to. */
export function watchOutcome({ read, append }: Transaction): WatchedOutcome {
  const asked: OpenedAsk[] = []
  let hasActed = false
  return {
    transaction: {
      read,
      append(stream, ...bodies) {
        for (const body of bodies) {
          const ask = askedBy(body)
          if (ask) asked.push(ask)
          if (!ONLY_ASKS.has(body.type)) hasActed = true
        }
        append(stream, ...bodies)
      },
    },
    asked: () => (hasActed ? [] : asked),
  }
}

/** What is asked once more belongs to the message that it was asked for first. */
function askedBy(body: ShipmateEvent): OpenedAsk | undefined {
  if (body.type === 'confirmation.requested' && body.again === undefined)
    return { kind: 'confirmation', id: body.confirmation }
  if (body.type === 'question.asked' && body.again === undefined) return { kind: 'question', id: body.question }
  return undefined
}

const ONLY_ASKS: ReadonlySet<string> = new Set<ShipmateEvent['type']>([
  'confirmation.requested',
  'confirmation.superseded',
  'confirmation.expired',
  'question.asked',
  'question.dropped',
  'request.refused',
])
