import type { UserId } from './ids.ts'
import { webUser } from './web-user.ts'

/** As the platforms write the ids of people; of Slack also with the installed workspace or organisation before it. */
const OF_PLATFORM = /^(?:slack:(?:[TE][A-Z0-9]+\.)?[UW][A-Z0-9]+|discord:\d{1,20}|terminal:[^\s:]+)$/
const WEB = 'web:'

/** Whether some platform could name a person so. Whoever is named otherwise is nobody, and no rule that names them holds. */
export function isPersonId(id: UserId): boolean {
  return OF_PLATFORM.test(id) || (id.startsWith(WEB) && webUser(id.slice(WEB.length)) !== undefined)
}
