import type { StructuredRequest } from '../domain/structured-request.ts'
import type { Slots } from '../domain/understanding.ts'
import type { Texts } from '../texts/texts.ts'
import { capabilityOf } from './capabilities.ts'

/** The request in words, for people to read: `deploy billionmail to staging`. */
export function requestSentence({ intent, slots }: StructuredRequest, { requests }: Texts): string {
  const capability = capabilityOf(intent)
  if (capability) return requests[capability.intent].phrase.flatMap((piece) => filled(piece, slots)).join(' ')
  // What cannot be done yet has its name as a command.
  return [intent.replace('.', ' '), ...Object.values(slots).filter((value) => value !== undefined)].join(' ')
}

function filled(piece: string, slots: Slots): readonly string[] {
  const slot = /\{(\w+)\}/.exec(piece)?.[1]
  if (slot === undefined) return [piece]
  const value = slots[slot]
  return value === undefined ? [] : [piece.replace(`{${slot}}`, String(value))]
}
