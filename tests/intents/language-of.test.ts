import { expect, test } from 'vitest'
import { createLanguageOf } from '../../intents/language-of.ts'
import { LANGUAGES } from '../../src/domain/language.ts'
import { textsIn } from '../../src/texts/texts-in.ts'

const languageOf = createLanguageOf({
  services: [
    { id: 'billionmail', aliases: [] },
    { id: 'web-search', aliases: [] },
    { id: 'bitte', aliases: [] },
  ],
  environments: [
    { id: 'staging', aliases: ['stage'] },
    { id: 'production', aliases: ['prod'] },
  ],
})

test.each([
  ['deploy billionmail v1.1.0 to production', 'en'],
  ['roll production back', 'en'],
  ['what is on staging?', 'en'],
  ['yes', 'en'],
  ['<@U1> deploye billionmail auf staging', 'de'],
  ['billionmail v1.1.0 nach production', 'de'],
  ['wie ist die Fehlerrate von web-search?', 'de'],
  ['ja', 'de'],
  ['despliega billionmail en producción', 'es'],
  ['¿qué está en vivo?', 'es'],
  ['sí', 'es'],
] as const)('"%s" is %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})

test.each(['v1.1.0', 'status', 'TASK-7', 'ok', '👍', '', 'billionmail', 'bitte', 'production', 'zzz qqq'])(
  '"%s" tells nothing',
  (text) => {
    expect(languageOf(text)).toBeUndefined()
  },
)

test('a message of two languages is English, and so is one whose only other word is a name', () => {
  expect(languageOf('please deploye billionmail')).toBe('en')
  expect(languageOf('restart bitte please')).toBe('en')
})

test('quoted words are somebody else’s', () => {
  expect(languageOf('> bitte zurückrollen auf die alte Version\nplease do what they say')).toBe('en')
})

test.each(LANGUAGES)('how people ask for things in %s is told to be that language, or nothing', (language) => {
  const examples = Object.values(textsIn(language).requests).map(({ example }) =>
    example.replace('{service}', 'billionmail').replace('{environment}', 'staging'),
  )
  const others = LANGUAGES.filter((one) => one !== language)
  expect(examples.filter((text) => others.some((other) => other === languageOf(text)))).toEqual([])
})
