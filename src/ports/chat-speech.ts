import type { Language } from '../domain/language.ts'
import type { PlatformWords } from '../domain/platform-words.ts'

/** In which words a chat platform says what it says by itself. Both are pure. */
export interface ChatSpeech {
  /** @param language Left out where nobody has shown which they speak: English. */
  wordsIn(language: Language | undefined): PlatformWords
  /** The language that words show; undefined where they show none. */
  languageOf(text: string): Language | undefined
  /** What people are told in who show no language; English when left out. */
  readonly usual?: Language
}
