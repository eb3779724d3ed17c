import type { StructuredRequest } from '../domain/structured-request.ts'
import type { Slots } from '../domain/understanding.ts'
import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import { capabilityOf } from './capabilities.ts'

/** The request in words, for people to read: `deploy billionmail to staging`. */
export function requestSentence({ intent, slots }: StructuredRequest, { requests, metrics }: Texts): string {
  const capability = capabilityOf(intent)
  const named = { ...slots, ...metricIn(slots, metrics) }
  if (capability) return requests[capability.intent].phrase.flatMap((piece) => filled(piece, named)).join(' ')
  // What cannot be done yet has its name as a command.
  return [intent.replace('.', ' '), ...Object.values(slots).filter((value) => value !== undefined)].join(' ')
}

function filled(piece: string, slots: Slots): readonly string[] {
  const found = /\{(\w+)(?:\|(.+))?\}/.exec(piece)
  if (!found) return [piece]
  const [whole, slot = '', otherwise] = found
  const value = slots[slot] ?? otherwise
  return value === undefined ? [] : [piece.replace(whole, String(value))]
}

/** `error_rate` as people write it. */
function metricIn({ metric }: Slots, { names }: Texts['metrics']): Slots {
  if (metric === undefined) return {}
  const plain = String(metric).replaceAll('_', ' ')
  return { metric: textFor(names, plain) ?? plain }
}
