import type { Card } from '../../domain/card.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import type { ConversationParts } from '../parts.ts'

/** A card while its text grows: shown in the place of “Let me think…”, and only ever the newest. */
export interface GrowingAnswer {
  show(card: Card): void
  /** Resolves when nothing of it is written any more, so that what is said next stays. */
  end(): Promise<void>
}

/** Platforms take an edit every 1.5 s or so; writing more often would only keep the database busy. */
const WRITE_EVERY_MS = 1_000

/**
 * Writes the growing text beside the log: once the answer is there it is worthless, and after a crash the answer is
 * generated again.
 */
export function growAnswer(
  { clock, updateDraft, log }: Pick<ConversationParts, 'clock' | 'updateDraft' | 'log'>,
  { message, correlationId }: Pick<PendingMessage, 'message' | 'correlationId'>,
): GrowingAnswer {
  let newest: Card | undefined
  let writing: Promise<void> | undefined
  let callOff: (() => void) | undefined
  let notBefore = 0
  let ended = false

  const write = (): void => {
    callOff = undefined
    if (!newest || writing || ended || !updateDraft) return
    const leftMs = notBefore - clock.now().getTime()
    if (leftMs > 0) {
      callOff = clock.at(new Date(notBefore), write)
      return
    }
    const card = newest
    newest = undefined
    notBefore = clock.now().getTime() + WRITE_EVERY_MS
    writing = updateDraft(message, card)
      .catch((error: unknown) => log.warn({ err: error, correlationId }, 'the growing answer could not be shown'))
      .finally(() => {
        writing = undefined
        write()
      })
  }

  return {
    show(card) {
      newest = card
      if (!callOff) write()
    },
    async end() {
      ended = true
      callOff?.()
      await writing
    },
  }
}
