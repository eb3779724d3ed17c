import { isChange, isRead } from '../capabilities/capabilities.ts'
import { carriedOverSentence } from '../cards/carried-over.ts'
import { type DialogueContext, LIKENESS, type Understanding } from '../domain/understanding.ts'
import type { Texts } from '../texts/texts.ts'
import { isGuess } from './how-sure.ts'

/** Tells a person how their message was read. */
export interface ReadingNotes {
  /** Who read it, and what was carried over from earlier messages. */
  readonly note?: string
  /** Only what was carried over. */
  readonly carried?: string
  /** What failed while it was read. */
  readonly fault?: string
}

/**
 * Leaves out readings that lead to nothing, and guesses, which are asked about on their own.
 * @param fault What failed while it was read; replaces who read it.
 */
export function readingNotes(
  understanding: Understanding,
  { waitingFor }: DialogueContext,
  texts: Texts,
  fault?: string,
): ReadingNotes {
  const { intent } = understanding
  const known = waitingFor?.kind === 'slot' && waitingFor.intent === intent ? waitingFor.slots : {}
  const carried = isRead(intent) || isChange(intent) ? carriedOverSentence(understanding, texts, known) : undefined
  const note = [fault ?? readBy(understanding, texts), carried].filter(Boolean).join(' ')
  return {
    ...(note !== '' && { note }),
    ...(carried !== undefined && { carried }),
    ...(fault !== undefined && { fault }),
  }
}

function readBy(understanding: Understanding, { conversation }: Texts): string | undefined {
  const { intent, model } = understanding
  if (model === undefined || (model === LIKENESS && (!isChange(intent) || isGuess(understanding)))) return undefined
  return model === LIKENESS ? conversation.notCertain : conversation.readBy({ model })
}
