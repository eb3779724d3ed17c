import { expect, test } from 'vitest'
import { settingsOfPerson } from '../../src/conversation/person-settings.ts'

const BERLIN = async () => ({ locale: 'de-DE', timeZone: 'Europe/Berlin' })

test('the language and the clocks of a person are those of their platform', async () => {
  expect(await settingsOfPerson(BERLIN, { by: 'slack:UANA' })).toEqual({ language: 'de', timeZone: 'Europe/Berlin' })
  expect(await settingsOfPerson(async () => ({ locale: 'es_MX' }), { by: 'slack:UANA' })).toEqual({ language: 'es' })
})

test('what came with the message goes before what the platform says', async () => {
  const said = { by: 'discord:1', locale: 'es-ES' }
  expect(await settingsOfPerson(BERLIN, said)).toEqual({ language: 'es', timeZone: 'Europe/Berlin' })
  expect(await settingsOfPerson(undefined, said)).toEqual({ language: 'es' })
})

test('a language that nothing is written in, and a zone that no clock has, tell nothing', async () => {
  const odd = async () => ({ locale: 'ja-JP', timeZone: 'Mars/Olympus' })
  expect(await settingsOfPerson(odd, { by: 'slack:UANA' })).toEqual({})
  expect(await settingsOfPerson(undefined, { by: 'slack:UANA' })).toEqual({})
})
