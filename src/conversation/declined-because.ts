import { isChange } from '../capabilities/capabilities.ts'
import { requestSentence } from '../capabilities/request-sentence.ts'
import type { Understanding } from '../domain/understanding.ts'
import type { Texts } from '../texts/texts.ts'
import { SURE } from './how-sure.ts'

const WORDS = 'if|when|once|unless|as soon as|after|provided|wenn|falls|sobald|nachdem|si|cuando|en cuanto'
const AT_END = new RegExp(`[,\\s]\\s?(?:but |and |aber |pero )?(?:only |nur |s[oó]lo )?(?:${WORDS})\\s.+$`, 'is')
const AT_START = new RegExp(`^(?:only )?(?:${WORDS})\\s[^,]+,\\s?(?:then |dann |entonces )?`, 'i')
const MENTION = /<@[^>]{1,80}>|@[\w-]{1,80}/g

/**
 * Says why a message is declined that is no request by itself: it has no words, or its order is to wait for something. Pure.
 * @param alone Understands a text by itself.
 */
export function declinedBecause(
  said: string,
  alone: (text: string) => Understanding,
  texts: Texts,
): string | undefined {
  const { help } = texts.conversation
  const text = said.replace(MENTION, ' ').trim()
  if (!/[\p{L}\p{N}]/u.test(text)) return help.noWords
  const now = [text.replace(AT_END, ''), text.replace(AT_START, '')].find((rest) => rest !== text && rest !== '')
  if (now === undefined) return undefined
  const { intent, slots, via, confidence } = alone(now)
  if (!isChange(intent) || via !== 'rules' || confidence < SURE) return undefined
  return help.noConditions({ request: requestSentence({ intent, slots }, texts) })
}
