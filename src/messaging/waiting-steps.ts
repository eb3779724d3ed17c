import { inLanguage } from '../cards/in-language.ts'
import { stepApprovalCard } from '../cards/step-approval-card.ts'
import { counts, type Vote } from '../domain/approvals/quorum.ts'
import type { GroupId, UserId } from '../domain/ids.ts'
import type { Whereabouts } from '../domain/place.ts'
import { whereOf } from '../domain/plan.ts'
import { runs } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import { waitingApprovals } from '../domain/workflows/approval.ts'
import { rolesFor } from '../domain/workflows/definition.ts'
import type { Documents } from '../ports/event-store.ts'
import type { WaitingCard } from '../ports/web-reads.ts'
import { nameOf } from '../queries/names.ts'
import { workflowSight } from '../queries/workflow-sight.ts'
import { textsIn } from '../texts/texts-in.ts'

interface Person {
  readonly user: UserId
  readonly groups: readonly GroupId[]
}

export interface StandingParts {
  readonly store: Documents
  readonly permissions: {
    /** What somebody holds towards a change there, at this moment; the groups that their platform names are asked for. */
    approvalStanding(asker: Person, where: Whereabouts): Promise<Vote>
  }
}

/** The steps of workflows that somebody could approve, and has not. */
export async function stepsWaitingFor(parts: StandingParts, by: UserId): Promise<readonly WaitingCard[]> {
  const active = await parts.store.list(runs, { labels: ['active'] })
  const cards = await Promise.all(
    active.flatMap((run) => waitingApprovals(run).map((step) => cardOf(parts, run, step, by))),
  )
  return cards.flat()
}

async function cardOf(parts: StandingParts, run: Run, step: string, by: UserId): Promise<readonly WaitingCard[]> {
  const expiresAt = run.progress?.deadlines[step]
  if (expiresAt === undefined || !(await isFor(parts, run, step, by))) return []
  const [sight, asked] = await Promise.all([workflowSight(parts.store, run), nameOf(parts.store, run.by)])
  if (!sight) return []
  const card = inLanguage(stepApprovalCard(run, step, asked, sight, textsIn(run.language)), run.language)
  return [{ id: `${run.task}/${step}`, kind: 'step', by: run.by, byName: asked, expiresAt, card }]
}

/** They have the role, did not start it, and have not approved it under any of their accounts. */
async function isFor({ permissions }: StandingParts, run: Run, step: string, by: UserId): Promise<boolean> {
  const awaited = run.progress?.awaited[step]
  if (awaited?.kind !== 'approval') return false
  const standingOf = (user: UserId, groups: readonly GroupId[]): Promise<Vote> =>
    permissions.approvalStanding({ user, groups }, whereOf(run))
  const own = await standingOf(by, [])
  if (!counts({ count: awaited.count, roles: rolesFor(awaited) }, own)) return false
  const given = run.progress?.approvals[step]?.given ?? []
  const others = await Promise.all([
    standingOf(run.by, run.groups),
    ...(run.takenBy ?? []).map((taker) => standingOf(taker, [])),
    ...given.map((one) => standingOf(one.by, one.groups)),
  ])
  return others.every(({ person }) => person !== own.person)
}
