import { inLanguage } from '../cards/in-language.ts'
import type { Language } from '../domain/language.ts'
import type { DesiredMessage } from '../ports/outbox.ts'

/** Messages whose cards are all written in one language. */
export function messagesInLanguage(
  messages: readonly DesiredMessage[],
  language: Language | undefined,
): readonly DesiredMessage[] {
  return messages.map((message) => ({ ...message, card: inLanguage(message.card, language) }))
}
