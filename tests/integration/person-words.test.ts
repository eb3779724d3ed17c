import { expect, test } from 'vitest'
import { wordsFor } from '../../adapters/chat/discord/incoming/interaction-facts.ts'
import { createPersonWords } from '../../adapters/chat/person-words.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import { SPEECH } from '../support/chat-speech.ts'

const ANA = 'slack:UANA'
const [en, de, es] = [textsIn('en').platforms, textsIn('de').platforms, textsIn('es').platforms]

test('what somebody has just said goes before how their platform is set, and that before what is configured', () => {
  const words = createPersonWords({ ...SPEECH, usual: 'es' })
  expect(words.of(ANA)).toBe(es)
  words.learned(ANA, 'de_DE')
  expect(words.of(ANA)).toBe(de)
  expect(words.of(ANA, { text: 'please restart the service' })).toBe(en)
  expect(words.of(ANA, { text: 'v1.2.0' })).toBe(de)
})

test('whoever changes how their platform is set is told things in the new language; another person is not', () => {
  const words = createPersonWords(SPEECH)
  expect(words.of(ANA, { locale: 'de' })).toBe(de)
  expect(words.of(ANA, { locale: 'es-419' })).toBe(es)
  expect(words.of(ANA)).toBe(es)
  expect(words.of(ANA, { locale: 'pt-BR' })).toBe(en)
  expect(words.of('slack:UBEN')).toBe(en)
})

test('where a compatible server does not say how Discord is set, its own language counts', () => {
  const user = { id: '1', username: 'ana', global_name: null, discriminator: '0', avatar: null }
  const words = { words: createPersonWords(SPEECH) }
  expect(wordsFor(words, { user, guild_locale: 'de' } as never)).toBe(de)
  expect(wordsFor(words, { user, locale: 'es-ES', guild_locale: 'de' } as never)).toBe(es)
})
