import type { UserId } from '../domain/ids.ts'
import { type Language, languageOfLocale } from '../domain/language.ts'
import { isZone, type Zone } from '../domain/local-time.ts'
import type { PersonLocale } from '../ports/person-locale.ts'

/** What a platform knows of somebody's settings, kept for a while; nothing where it does not say. Never throws. */
export type LocaleOf = (user: UserId) => Promise<PersonLocale>

/** What holds for a person where their words do not tell. */
export interface PersonSettings {
  readonly language?: Language
  readonly timeZone?: Zone
}

/** What settings are taken from. */
export interface SettingsParts {
  /** Left out where no platform knows any. */
  readonly localeOf?: LocaleOf
  readonly settings: { readonly language?: Language }
}

/** What came with the message goes before what the platform says when it is asked, and that before what is configured. */
export async function settingsOfPerson(
  { localeOf, settings }: SettingsParts,
  { by, locale, timeZone }: { readonly by: UserId } & PersonLocale,
): Promise<PersonSettings> {
  const isKnown = locale !== undefined && timeZone !== undefined
  const asked = isKnown ? {} : ((await localeOf?.(by)) ?? {})
  const language = languageOfLocale(locale ?? asked.locale ?? '') ?? settings.language
  const zone = timeZone ?? asked.timeZone
  return { ...(language && { language }), ...(zone !== undefined && isZone(zone) && { timeZone: zone }) }
}
