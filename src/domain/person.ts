import type { UserId } from './ids.ts'

/** What a platform calls somebody, where their messages do not say it. Stream `person-<id>`. */
export interface PersonNamed {
  readonly type: 'person.named'
  readonly person: UserId
  readonly name: string
}

export function personStream(person: UserId): string {
  return `person-${person}`
}
