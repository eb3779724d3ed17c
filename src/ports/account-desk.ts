import type { Card } from '../domain/card.ts'
import type { UserId } from '../domain/ids.ts'
import type { PersonLinks } from './person-links.ts'
import type { PersonalTokens } from './token-desk.ts'

/** What opens the console for its person, once. */
export interface ConsoleLink {
  readonly url: string
  readonly minutes: number
  /** It opens nothing in a browser elsewhere. */
  readonly isOnlyHere: boolean
}

/** What people ask about their own accounts, in a direct message. */
export interface AccountDesk {
  /** @param page Where it leads in the console; left out: to its first page. */
  consoleLink(user: UserId, page?: string): Promise<ConsoleLink>
  readonly links: PersonLinks
  readonly tokens: PersonalTokens
  nameOf(user: UserId): Promise<string>
  /** Shows somebody a card that is kept nowhere: neither in the log nor in the outbox. False where it did not get there. */
  tellAlone(user: UserId, card: Card): Promise<boolean>
}
