import { describe, expect, test } from 'vitest'
import { createLanguageOf } from '../../intents/language-of.ts'
import { exampleCatalog } from './support.ts'

const languageOf = createLanguageOf(exampleCatalog)

describe('the language of a message', () => {
  test.each([
    ['deploye payments bitte auf staging', 'de'],
    ['wie hoch ist die Fehlerrate von checkout?', 'de'],
    ['zurueckrollen, sofort', 'de'],
    ['ist der Incident noch offen?', 'de'],
    ['despliega payments en staging', 'es'],
    ['¿quién está de guardia?', 'es'],
    ['que despliegues hay pendientes', 'es'],
    ['what is the error rate of checkout?', 'en'],
    ['please roll back payments in production', 'en'],
  ])('"%s" is %s', (text, language) => {
    expect(languageOf(text)).toBe(language)
  })

  test.each(['v1.1.0', 'TASK-7', '/deploy web staging', 'web', 'payments production', 'CHG-12', ''])(
    '"%s" tells nothing',
    (text) => {
      expect(languageOf(text)).toBeUndefined()
    },
  )

  test('a name that is a German word is in no language', () => {
    const named = { services: [{ id: 'bestellung', aliases: ['kasse'] }], environments: [] }
    expect(createLanguageOf(named)('restart bestellung')).not.toBe('de')
    expect(createLanguageOf(named)('kasse')).toBeUndefined()
  })

  test('what is as much English as another language is English', () => {
    expect(languageOf('please bitte')).toBe('en')
  })
})
