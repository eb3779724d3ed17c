import type { UserId } from './ids.ts'

/** Two accounts of one person, as they say themselves from both. Stream `person-link-<id>`. */
export type PersonLinkEvent =
  | {
      readonly type: 'person.link.offered'
      readonly link: string
      readonly user: UserId
      /** SHA-256 of the code in hex. The code is shown once, to its person alone, and kept nowhere. */
      readonly hash: string
      /** ISO 8601 in UTC. */
      readonly expiresAt: string
    }
  /** The code was said from another account: it does nothing from then on. */
  | { readonly type: 'person.linked'; readonly link: string; readonly accounts: readonly [UserId, UserId] }
  /** They count as one person until `endsAt`, so that nobody parts their accounts to approve what they asked for. */
  | { readonly type: 'person.unlinked'; readonly link: string; readonly by: UserId; readonly endsAt: string }

export type PersonLink =
  | {
      readonly kind: 'offered'
      readonly link: string
      readonly user: UserId
      readonly hash: string
      readonly expiresAt: string
    }
  | {
      readonly kind: 'linked'
      readonly link: string
      readonly accounts: readonly [UserId, UserId]
      readonly endsAt?: string
    }

export function linkAfter(before: PersonLink | undefined, body: PersonLinkEvent): PersonLink | undefined {
  switch (body.type) {
    case 'person.link.offered': {
      const { type: _, ...offered } = body
      return { kind: 'offered', ...offered }
    }
    case 'person.linked':
      return { kind: 'linked', link: body.link, accounts: body.accounts }
    case 'person.unlinked':
      return before?.kind === 'linked' ? { ...before, endsAt: body.endsAt } : before
  }
}

/** The accounts that a link still makes one person's; undefined where it does not. */
export function accountsOf(link: PersonLink, now: Date): readonly [UserId, UserId] | undefined {
  if (link.kind === 'offered' || (link.endsAt !== undefined && now >= new Date(link.endsAt))) return undefined
  return link.accounts
}

export function personLinkStream(link: string): string {
  return `person-link-${link}`
}
