import { createLanguageOf } from '../../intents/language-of.ts'
import { chatSpeech } from '../../src/app/wiring/chat-speech.ts'
import type { ChatSpeech } from '../../src/ports/chat-speech.ts'

const catalog = { services: [], environments: [], rings: [], devices: [], workflows: [], bots: [] }

/** As the bot speaks where nothing else is configured. */
export const SPEECH: ChatSpeech = chatSpeech(createLanguageOf(catalog), 'en')
export const ENGLISH_CARDS = SPEECH.wordsIn('en').cards
