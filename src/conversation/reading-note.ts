import { isChange, isRead } from '../capabilities/capabilities.ts'
import { carriedOverSentence } from '../cards/carried-over.ts'
import type { DialogueContext, Understanding } from '../domain/understanding.ts'
import { isGuess } from './how-sure.ts'

/** Who has read a change that no rule knows, only its likeness to what others have asked for; such a one is confirmed. */
export const LIKENESS = 'likeness to other requests'

/** What a person is told about how a message was read. */
export interface ReadingNotes {
  /** By whom, and what of it was said earlier. */
  readonly note?: string
  /** The latter alone. */
  readonly carried?: string
  /** What went wrong while it was read. */
  readonly fault?: string
}

/**
 * What leads to nothing is not worth the telling, and a guess is asked about in words of its own.
 * @param fault What went wrong while it was read; stands in place of who read it.
 */
export function readingNotes(
  understanding: Understanding,
  { waitingFor }: DialogueContext,
  fault?: string,
): ReadingNotes {
  const { intent } = understanding
  const known = waitingFor?.kind === 'slot' && waitingFor.intent === intent ? waitingFor.slots : {}
  const carried = isRead(intent) || isChange(intent) ? carriedOverSentence(understanding, known) : undefined
  const note = [fault ?? readBy(understanding), carried].filter(Boolean).join(' ')
  return {
    ...(note !== '' && { note }),
    ...(carried !== undefined && { carried }),
    ...(fault !== undefined && { fault }),
  }
}

function readBy(understanding: Understanding): string | undefined {
  const { intent, model } = understanding
  if (model === undefined || (model === LIKENESS && (!isChange(intent) || isGuess(understanding)))) return undefined
  return `Understood by ${model}.`
}
