import type { AccessDecision } from '../access/decide-access.ts'
import { accessFor } from '../access/plan-access.ts'
import type { AccessRequest } from '../access/policy.ts'
import { changeCard } from '../cards/change-card.ts'
import { confirmationCard } from '../cards/confirmation-card.ts'
import { inLanguage } from '../cards/in-language.ts'
import { counts } from '../domain/approvals/quorum.ts'
import { isPerson } from '../domain/assistant-proposal.ts'
import type { ChangeRequest } from '../domain/change-request.ts'
import { type Confirmation, isDue } from '../domain/confirmation.ts'
import type { GroupId, UserId } from '../domain/ids.ts'
import { whereOf } from '../domain/plan.ts'
import { changes, confirmations } from '../domain/projections.ts'
import type { Clock } from '../ports/clock.ts'
import type { WaitingCard } from '../ports/web-reads.ts'
import { nameOf } from '../queries/names.ts'
import { peopleOfChange } from '../queries/people-of-change.ts'
import { waitingFor } from '../queries/waiting-for.ts'
import { textsIn } from '../texts/texts-in.ts'
import { type StandingParts, stepsWaitingFor } from './waiting-steps.ts'

interface Parts extends StandingParts {
  readonly clock: Pick<Clock, 'now'>
  readonly permissions: StandingParts['permissions'] & {
    decide(
      asker: { readonly user: UserId; readonly groups: readonly GroupId[] },
      request: AccessRequest,
    ): Promise<AccessDecision>
  }
}

/** What waits for somebody's word, as the cards that ask for it, with their buttons: the soonest to expire first. */
export async function waitingCards(parts: Parts, by: UserId): Promise<readonly WaitingCard[]> {
  const found = await Promise.all([
    ...[confirmationsOf(parts, by), proposalsFor(parts, by)],
    ...[changesFor(parts, by), stepsWaitingFor(parts, by)],
  ])
  return found.flat().toSorted((one, other) => one.expiresAt.localeCompare(other.expiresAt))
}

async function confirmationsOf({ store, clock }: Parts, by: UserId): Promise<readonly WaitingCard[]> {
  const { plans } = await waitingFor({ store, clock }, by, true)
  // What they proposed by an assistant is for somebody else.
  return Promise.all(plans.filter(({ proposal }) => !proposal).map((plan) => cardOf(store, plan, 'confirmation', by)))
}

/** What assistants have proposed, for every person who may do it. */
async function proposalsFor({ store, clock, permissions }: Parts, by: UserId): Promise<readonly WaitingCard[]> {
  if (!isPerson(by)) return []
  const open = await store.list(confirmations, { labels: ['open'] })
  const now = clock.now()
  const proposed = open.filter((one) => one.proposal && one.by !== by && !isDue(one, now))
  const theirs = await Promise.all(
    proposed.map(async (one) => {
      const access = await permissions.decide({ user: by, groups: [] }, accessFor(one.plan))
      return access.kind === 'allowed' ? [await cardOf(store, one, 'proposal', by)] : []
    }),
  )
  return theirs.flat()
}

async function cardOf(
  store: Parts['store'],
  asked: Confirmation,
  kind: 'confirmation' | 'proposal',
  reader: UserId,
): Promise<WaitingCard> {
  const [name, answerer] = await Promise.all([nameOf(store, asked.by), nameOf(store, reader)])
  return {
    ...{ id: asked.confirmation, kind, by: asked.by, byName: name, expiresAt: asked.expiresAt },
    card: inLanguage(
      confirmationCard(asked, { asked: name, answered: answerer }, textsIn(asked.language)),
      asked.language,
    ),
  }
}

async function changesFor(parts: Parts, by: UserId): Promise<readonly WaitingCard[]> {
  const { store } = parts
  const pending = await store.list(changes, { labels: ['pending'] })
  const theirs = await Promise.all(pending.map(async (change) => ((await isFor(parts, change, by)) ? [change] : [])))
  return Promise.all(
    theirs.flat().map(async (change) => {
      const named = await peopleOfChange(store, change)
      return {
        ...{ id: change.change, kind: 'change' as const, by: change.by, byName: named(change.by) },
        ...{
          expiresAt: change.expiresAt,
          card: inLanguage(changeCard(change, named, textsIn(change.language)), change.language),
        },
      }
    }),
  )
}

/** They could approve it, and have not. */
async function isFor({ permissions }: Parts, change: ChangeRequest, by: UserId): Promise<boolean> {
  const { required, approvals, takenBy = [] } = change
  if (change.by === by || takenBy.includes(by) || approvals.some((given) => given.by === by)) return false
  const standing = await permissions.approvalStanding({ user: by, groups: [] }, whereOf(change))
  return required.some((quorum) => counts(quorum, standing))
}
