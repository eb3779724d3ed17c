import type { UserId } from '../domain/ids.ts'
import { people } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'

/** What people are called; the last part of the id for somebody who has never spoken. */
export async function namesOf(documents: Documents, users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>> {
  const named = await Promise.all(
    [...new Set(users)].map(async (user): Promise<[UserId, string]> => [user, await nameOf(documents, user)]),
  )
  return new Map(named)
}

export async function nameOf(documents: Documents, user: UserId): Promise<string> {
  return (await documents.get(people, user))?.name ?? user.slice(user.indexOf(':') + 1)
}

/** Who promoted its canary by hand; undefined when nobody did. */
export async function promoterOf(documents: Documents, { promoted }: Run): Promise<string | undefined> {
  return promoted && nameOf(documents, promoted.by)
}
