import { expect, test } from 'vitest'
import { type LocaleOf, settingsOfPerson } from '../../src/conversation/person-settings.ts'
import type { Language } from '../../src/domain/language.ts'
import type { PersonLocale } from '../../src/ports/person-locale.ts'

/** @param language What is configured. */
const settingsOf = (
  localeOf: LocaleOf | undefined,
  person: { readonly by: string } & PersonLocale,
  language?: Language,
) => settingsOfPerson({ ...(localeOf && { localeOf }), settings: { ...(language && { language }) } }, person)

const BERLIN = async () => ({ locale: 'de-DE', timeZone: 'Europe/Berlin' })

test('the language and the clocks of a person are those of their platform', async () => {
  expect(await settingsOf(BERLIN, { by: 'slack:UANA' })).toEqual({ language: 'de', timeZone: 'Europe/Berlin' })
  expect(await settingsOf(async () => ({ locale: 'es_MX' }), { by: 'slack:UANA' })).toEqual({ language: 'es' })
})

test('what came with the message goes before what the platform says', async () => {
  const said = { by: 'discord:1', locale: 'es-ES' }
  expect(await settingsOf(BERLIN, said)).toEqual({ language: 'es', timeZone: 'Europe/Berlin' })
  expect(await settingsOf(undefined, said)).toEqual({ language: 'es' })
})

test('a language that nothing is written in, and a zone that no clock has, tell nothing', async () => {
  const odd = async () => ({ locale: 'ja-JP', timeZone: 'Mars/Olympus' })
  expect(await settingsOf(odd, { by: 'slack:UANA' })).toEqual({})
  expect(await settingsOf(undefined, { by: 'slack:UANA' })).toEqual({})
})

test('where neither says one, the language is what is configured', async () => {
  expect(await settingsOf(async () => ({}), { by: 'slack:UANA' }, 'es')).toEqual({ language: 'es' })
  expect(await settingsOf(BERLIN, { by: 'slack:UANA' }, 'es')).toMatchObject({ language: 'de' })
})
