import { describeMember } from '../access/sentences.ts'
import type { TaskId } from '../domain/ids.ts'
import { runs, workflowLabel } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import { waitingApprovals } from '../domain/workflows/approval.ts'
import type { Documents } from '../ports/event-store.ts'
import { textsIn } from '../texts/texts-in.ts'
import { namesOf } from './names.ts'
import { type Granting, stepApprovers } from './step-approvers.ts'

/** What was usual long ago tells nothing of now. */
const RUNS_COUNTED = 10

/**
 * What the card of a run of a team's own workflow is drawn from besides the run; undefined for any other run.
 * @param granting Left out: the card does not say who can approve.
 */
export async function workflowSight(documents: Documents, run: Run, granting?: Granting) {
  const { plan, progress } = run
  if (plan.kind !== 'workflow' || !progress) return undefined
  const able = waitingApprovals(run).flatMap((step) => {
    const awaited = progress.awaited[step]
    return granting && awaited?.kind === 'approval' ? [{ step, ...stepApprovers(run, awaited, granting) }] : []
  })
  const approvers = Object.values(progress.approvals).flatMap(({ given, refusedBy }) => [
    ...given.map(({ by }) => by),
    ...(refusedBy ? [refusedBy] : []),
  ])
  const [tasks, names, earlier] = await Promise.all([
    tasksOf(documents, Object.values(progress.tasks)),
    namesOf(documents, [...approvers, ...able.flatMap(({ people }) => people)]),
    documents.list(runs, { labels: ['succeeded', workflowLabel(plan.definition.id)], limit: RUNS_COUNTED }),
  ])
  const texts = textsIn(run.language)
  const canApprove = new Map(
    able.map(({ step, people, others, tooFew }) => {
      const known = people.map((user) => names.get(user) ?? user)
      return [step, { names: [...known, ...others.map((member) => describeMember(member, texts))], tooFew }] as const
    }),
  )
  return { tasks, names, canApprove, usualMs: usualMs(earlier.filter(({ task }) => task !== run.task)) }
}

async function tasksOf(documents: Documents, tasks: readonly TaskId[]): Promise<ReadonlyMap<TaskId, Run>> {
  const found = await Promise.all(tasks.map((task) => documents.get(runs, task)))
  return new Map(found.flatMap((run) => (run ? [[run.task, run] as const] : [])))
}

/** The middle of what each step took. */
function usualMs(earlier: readonly Run[]): ReadonlyMap<string, number> {
  const times = new Map<string, number[]>()
  for (const { progress } of earlier) {
    for (const [step, at] of Object.entries(progress?.ended ?? {})) {
      const started = progress?.started[step]
      if (started !== undefined) times.set(step, [...(times.get(step) ?? []), Date.parse(at) - Date.parse(started)])
    }
  }
  return new Map(
    [...times].map(([step, all]) => [step, all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0]),
  )
}
