import { accessFor } from '../../access/plan-access.ts'
import type { ChangeId, ChangeRequest } from '../../domain/change-request.ts'
import type { Handed, Staying } from '../../domain/handover.ts'
import type { GroupId, TaskId, UserId } from '../../domain/ids.ts'
import type { Whereabouts } from '../../domain/place.ts'
import { isRunPlan, whereOf } from '../../domain/plan.ts'
import {
  byLabel,
  changes,
  confirmations,
  locks,
  type PendingMessage,
  runs,
  schedules,
} from '../../domain/projections.ts'
import type { Run } from '../../domain/run.ts'
import { personBehind } from '../../domain/same-person.ts'
import { holderOf, type TakenOver } from '../../domain/taken-over.ts'
import { scopeFor } from '../../queries/scope.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'
import type { ConversationParts } from '../parts.ts'
import type { HandoverWords } from './handover-words.ts'

/** What somebody has open that can be handed over, newest first. */
export interface OpenWork {
  readonly runs: readonly Run[]
  readonly changes: readonly ChangeRequest[]
}

/** Somebody who is to take it over. */
export interface Taker {
  readonly user: UserId
  readonly groups: readonly GroupId[]
}

type Parts = Pick<ConversationParts, 'store' | 'settings'>

/** Whether somebody has it: whoever asked for it, or took it over last. */
export function isHeldBy(
  { settings: { people = [] } }: Pick<Parts, 'settings'>,
  thing: TakenOver & { readonly by: UserId },
  user: UserId,
): boolean {
  return personBehind(holderOf(thing), people) === personBehind(user, people)
}

export async function openWork(
  parts: Parts,
  { by, thread }: Pick<PendingMessage, 'by' | 'thread'>,
  what: HandoverWords['what'],
): Promise<OpenWork> {
  const [active, pending] = await Promise.all([
    parts.store.list(runs, { labels: ['active'] }),
    parts.store.list(changes, { labels: ['pending'] }),
  ])
  const isMeant = (id: TaskId | ChangeId, where: string): boolean => {
    if (what === 'everything') return true
    return what === 'here' ? where === thread : what.includes(id)
  }
  return {
    runs: active.filter((run) => !run.parent && isHeldBy(parts, run, by) && isMeant(run.task, run.thread)),
    // What starts later has its own card, whose person stays who asked.
    changes: pending.filter(
      (change) => isRunPlan(change.plan) && isHeldBy(parts, change, by) && isMeant(change.change, change.thread),
    ),
  }
}

/** Divides it by what somebody may do at this moment, by their own rights, and has not approved. */
export async function takeable(
  { permissions }: Pick<ConversationParts, 'permissions'>,
  work: OpenWork,
  { user, groups }: Taker,
): Promise<Handed & { readonly stays: readonly Staying[] }> {
  const whyNot = async ({ plan }: Run | ChangeRequest, approved: boolean): Promise<Staying['because'] | undefined> => {
    if (approved) return 'approved'
    const access = await permissions.decide({ user, groups }, accessFor(plan))
    return access.kind === 'refused' ? 'no-right' : undefined
  }
  const tasks = await Promise.all(
    work.runs.map(async (run) => ({ what: run.task, because: await whyNot(run, hasApprovedStep(run, user)) })),
  )
  const asked = await Promise.all(
    work.changes.map(async (change) => ({
      what: change.change,
      because: await whyNot(
        change,
        change.approvals.some((given) => given.by === user),
      ),
    })),
  )
  return {
    tasks: tasks.flatMap(({ what, because }) => (because === undefined ? [what] : [])),
    changes: asked.flatMap(({ what, because }) => (because === undefined ? [what] : [])),
    stays: [...tasks, ...asked].flatMap(({ what, because }) => (because === undefined ? [] : [{ what, because }])),
  }
}

const hasApprovedStep = ({ progress }: Run, user: UserId): boolean =>
  Object.values(progress?.approvals ?? {}).some(({ given }) => given.some(({ by }) => by === user))

/** What else somebody has open and nobody can take over, as far as the other person may see it. */
export async function openBesides(
  parts: ConversationParts,
  by: UserId,
  to: UserId,
  texts: Texts,
): Promise<readonly string[]> {
  const { store } = parts
  const words = texts.handover.besidesOf
  const labels = ['open', byLabel(by)]
  const [scheduled, held, asked, pending] = await Promise.all([
    store.list(schedules, { labels }),
    store.list(locks, { labels }),
    store.list(confirmations, { labels }),
    store.list(changes, { labels: ['pending', byLabel(by)] }),
  ])
  const later = pending.filter(({ plan }) => !isRunPlan(plan))
  const scope = scopeFor(parts, { user: to, groups: [] })
  const lines: readonly (readonly [Whereabouts, string])[] = [
    ...scheduled.map(({ task, plan }) => [plan, words.schedule({ task, title: planTitle(plan, texts) })] as const),
    ...held.flatMap(({ lock, places }) =>
      places
        .filter(({ ended }) => !ended)
        .map((place) => [place, words.lock({ lock, places: `${place.service} ${place.environment}` })] as const),
    ),
    ...asked.map((one) => [whereOf(one), words.confirmation({ title: planTitle(one.plan, texts) })] as const),
    ...later.map(
      (one) => [whereOf(one), words.change({ change: one.change, title: planTitle(one.plan, texts) })] as const,
    ),
  ]
  const seen = await Promise.all(lines.map(([place]) => scope.mayRead('task.list', place)))
  return lines.flatMap(([, line], index) => (seen[index] ? [line] : []))
}
