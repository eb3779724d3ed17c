import type { Permissions } from '../access/permissions.ts'
import { changeCard } from '../cards/change-card.ts'
import { confirmationCard } from '../cards/confirmation-card.ts'
import { counts } from '../domain/approvals/quorum.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import type { UserId } from '../domain/ids.ts'
import { whereOf } from '../domain/plan.ts'
import { changes } from '../domain/projections.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents } from '../ports/event-store.ts'
import type { WaitingCard } from '../ports/web-reads.ts'
import { nameOf } from '../queries/names.ts'
import { peopleOfChange } from '../queries/people-of-change.ts'
import { waitingFor } from '../queries/waiting-for.ts'
import { textsIn } from '../texts/texts-in.ts'

interface Parts {
  readonly store: Documents
  readonly clock: Pick<Clock, 'now'>
  readonly permissions: Pick<Permissions, 'approvalStanding'>
}

/** What waits for somebody's word, as the cards that ask for it, with their buttons: the soonest to expire first. */
export async function waitingCards(parts: Parts, by: UserId): Promise<readonly WaitingCard[]> {
  const [own, others] = await Promise.all([confirmationsOf(parts, by), changesFor(parts, by)])
  return [...own, ...others].toSorted((one, other) => one.expiresAt.localeCompare(other.expiresAt))
}

async function confirmationsOf({ store, clock }: Parts, by: UserId): Promise<readonly WaitingCard[]> {
  const { plans } = await waitingFor({ store, clock }, by, true)
  const name = await nameOf(store, by)
  return plans.map((plan) => ({
    ...{ id: plan.confirmation, kind: 'confirmation', by: plan.by, expiresAt: plan.expiresAt },
    card: confirmationCard(plan, { asked: name, answered: name }, textsIn(plan.language)),
  }))
}

async function changesFor(parts: Parts, by: UserId): Promise<readonly WaitingCard[]> {
  const { store } = parts
  const pending = await store.list(changes, { labels: ['pending'] })
  const theirs = await Promise.all(pending.map(async (change) => ((await isFor(parts, change, by)) ? [change] : [])))
  return Promise.all(
    theirs.flat().map(async (change) => ({
      ...{ id: change.change, kind: 'change' as const, by: change.by, expiresAt: change.expiresAt },
      card: changeCard(change, await peopleOfChange(store, change), textsIn(change.language)),
    })),
  )
}

/** They could approve it, and have not. */
async function isFor({ permissions }: Parts, change: ChangeRequest, by: UserId): Promise<boolean> {
  const { required, approvals } = change
  if (change.by === by || approvals.some((given) => given.by === by)) return false
  const standing = await permissions.approvalStanding({ user: by, groups: [] }, whereOf(change))
  return required.some((quorum) => counts(quorum, standing))
}
