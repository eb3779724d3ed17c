import type { UserId } from '../../src/domain/ids.ts'
import { type Language, languageOfLocale } from '../../src/domain/language.ts'
import type { PlatformWords } from '../../src/domain/platform-words.ts'
import type { ChatSpeech } from '../../src/ports/chat-speech.ts'
import { createRecent } from './recent.ts'

const PEOPLE_REMEMBERED = 10_000

/** What shows which language somebody speaks. */
export interface Shown {
  /** What they have just said. */
  readonly text?: string
  /** As their platform is set. */
  readonly locale?: string | undefined
}

/** The words that each person is told things in. Nothing here is waited for: English at once is better than late. */
export interface PersonWords {
  /** By what they say, else by how their platform is set, now or when it last said so, else as configured. */
  of(person: UserId, shown?: Shown): PlatformWords
  /** How somebody's platform is set. */
  learned(person: UserId, locale: string): void
  knows(person: UserId): boolean
}

export function createPersonWords({ wordsIn, languageOf, usual }: ChatSpeech): PersonWords {
  const locales = createRecent<UserId, string>(PEOPLE_REMEMBERED)
  const learned = (person: UserId, locale: string): void => void locales.keep(person, locale)
  const spokenIn = (text: string): Language | undefined => (text.trim() === '' ? undefined : languageOf(text))
  return {
    of(person, { text = '', locale } = {}) {
      if (locale !== undefined) learned(person, locale)
      return wordsIn(spokenIn(text) ?? languageOfLocale(locales.get(person) ?? '') ?? usual)
    },
    learned,
    knows: (person) => locales.get(person) !== undefined,
  }
}
