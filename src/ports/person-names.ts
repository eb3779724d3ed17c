import type { UserId } from '../domain/ids.ts'

/** What a platform calls its people, where it has to be asked. Throws when it does not answer. */
export interface NameDirectory {
  /** Undefined where it knows nobody of that id. */
  nameOf(user: UserId): Promise<string | undefined>
}
