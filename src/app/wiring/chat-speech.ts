import type { Language } from '../../domain/language.ts'
import type { ChatSpeech } from '../../ports/chat-speech.ts'
import { textsIn } from '../../texts/texts-in.ts'

/** @param usual What people are told in who show no language. */
export function chatSpeech(languageOf: ChatSpeech['languageOf'], usual: Language): ChatSpeech {
  return { wordsIn: (language) => textsIn(language).platforms, languageOf, usual }
}
