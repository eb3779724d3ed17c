import type { LocaleDirectory } from '../../../../src/ports/person-locale.ts'
import { slackUser } from '../addresses.ts'
import { portError } from '../slack-errors.ts'
import type { DescribePerson } from './person-facts.ts'

/** The language and the time zone that people have set in Slack: `de-DE`, `Europe/Berlin`. */
export function createLocales(describe: DescribePerson): LocaleDirectory {
  return {
    async localeOf(user) {
      try {
        const { locale, tz } = await describe(slackUser(user) ?? user)
        return { ...(locale && { locale }), ...(tz && { timeZone: tz }) }
      } catch (error) {
        throw portError(error)
      }
    },
  }
}
