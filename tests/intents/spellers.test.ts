import { describe, expect, test } from 'vitest'
import { createLanguageOfTidied } from '../../intents/language-of.ts'
import { shippedModel } from '../../intents/model/shipped-model.ts'
import { createSpellers } from '../../intents/spelling/spellers.ts'
import { createVocabulary } from '../../intents/vocabulary.ts'
import { exampleCatalog, NO_CONTEXT, NOW, understandExample } from './support.ts'

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
    ['lista los insidentes aviertos', 'lista los incidentes abiertos'],
    ['cancle task 45 pleae', 'cancel task 45 please'],
    ['whihc deployments failed', 'which deployments failed'],
  ])('"%s" is read as "%s"', (typed, meant) => {
    expect(spelled(typed)).toBe(meant)
  })

  test('another ending makes another word: what somebody did is no order', () => {
    expect(spelled('ella escaló web ayer')).toBe('ella escaló web ayer')
    expect(spelled('approvd CHG-12 this morning')).toBe('approved CHG-12 this morning')
    expect(spelled('restartd payments an hour ago')).not.toMatch(/^restart /)
  })

  test('a name and what may be a slip in one stay as they are', () => {
    expect(spelled('bitte paymnets auf stagign ausrollen')).toBe('bitte paymnets auf stagign ausrollen')
  })

  test('a branch is called what it is called', () => {
    expect(spelled('build the featre branch of web')).toBe('build the featre branch of web')
  })

  test('a slip may tell the language that no other word tells', () => {
    expect(spell('aprovar CHG-4')).toMatchObject({ language: 'es', spelled: { text: 'aprobar CHG-4' } })
  })
})

test('words of one’s own are kept as they were typed', () => {
  expect(understandExample('reject CHG-7 becuase there are no tets', NO_CONTEXT, NOW).slots).toEqual({
    change: 'CHG-7',
    reason: 'there are no tets',
  })
  expect(understandExample('deploy payments hotfixx to staging', NO_CONTEXT, NOW).slots.ref).toBe('hotfixx')
})
