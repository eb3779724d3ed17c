import type { Card } from '../domain/card.ts'
import type { GroupId, UserId } from '../domain/ids.ts'
import type { PersonLocale } from './person-locale.ts'

/** Whoever opens what a platform shows one person alone. */
export interface Viewer extends PersonLocale {
  readonly by: UserId
  readonly groups?: readonly GroupId[]
}

/** What is shown to one person beside messages, where platforms have a place for it. Both hold to what they may see. */
export interface Home {
  /** The parts of a page of their own: what waits for them, what runs, what is deployed. Its buttons are pressed as any others. */
  home(viewer: Viewer): Promise<readonly Card[]>
  /** Requests with names of this team's services, best first, for buttons that say them. */
  examples(viewer: Viewer): Promise<readonly string[]>
}
