import { capabilityOf } from '../../capabilities/capabilities.ts'
import type { Language } from '../../domain/language.ts'
import type { Understanding } from '../../domain/understanding.ts'
import { SURE } from '../how-sure.ts'

const TALK = /^(?:chat|confirm|help|access)\./

/** Talk with the bot about itself and its questions. */
export function isTalk(intent: string): boolean {
  return TALK.test(intent)
}

/**
 * Whether a part of a message is a request by itself. Of other languages than English rules know some requests only, so
 * there likeness counts as well.
 * @param asks It has the words of an order or a question.
 */
export function isRequest(
  { intent, via, confidence }: Understanding,
  language: Language | undefined,
  asks: boolean,
): boolean {
  const isKnown = via === 'rules' || (asks && via === 'model' && language !== undefined && language !== 'en')
  return isKnown && confidence >= SURE && !isTalk(intent) && capabilityOf(intent) !== undefined
}
