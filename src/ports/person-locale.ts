import type { UserId } from '../domain/ids.ts'

/** How somebody's own platform is set: it tells their language where their words do not, and whose clocks they mean. */
export interface PersonLocale {
  /** As platforms write it: `de`, `de-DE`, `es_MX`. */
  readonly locale?: string
  /** Of the IANA database, such as `Europe/Berlin`. */
  readonly timeZone?: string
}

/** What a platform knows of people's settings, where it has to be asked. Throws when it does not answer. */
export interface LocaleDirectory {
  localeOf(user: UserId): Promise<PersonLocale>
}
