import { describe, expect, test } from 'vitest'
import { createLanguageOfTidied } from '../../intents/language-of.ts'
import { shippedModel } from '../../intents/model/shipped-model.ts'
import { createSpellers } from '../../intents/spelling/spellers.ts'
import { createVocabulary } from '../../intents/vocabulary.ts'
import { exampleCatalog } from './support.ts'

const spell = createSpellers(
  shippedModel().lexicons,
  createVocabulary(exampleCatalog),
  createLanguageOfTidied(exampleCatalog),
)
const spelled = (text: string) => spell(text).spelled.text

describe('misspelled words', () => {
  test.each([
    ['welhe tasks laufen gerade', 'welche tasks laufen gerade'],
    ['bitte payments zurueckrollen', 'bitte payments zurückrollen'],
    ['muestra la latensia de web', 'muestra la latencia de web'],
    ['despleiga web en staging', 'despliega web en staging'],
  ])('"%s" is read as "%s"', (typed, meant) => {
    expect(spelled(typed)).toBe(meant)
  })

  test('another ending makes another word: what somebody did is no order', () => {
    expect(spelled('ella escaló web ayer')).toBe('ella escaló web ayer')
  })

  test('a name and what may be a slip in one stay as they are', () => {
    expect(spelled('bitte paymnets auf stagign ausrollen')).toBe('bitte paymnets auf stagign ausrollen')
  })

  test('a slip may tell the language that no other word tells', () => {
    expect(spell('aprovar CHG-4')).toMatchObject({ language: 'es', spelled: { text: 'aprobar CHG-4' } })
  })
})
