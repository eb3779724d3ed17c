import { createHash } from 'node:crypto'
import { counts, missingFrom, type Vote } from '../approvals/quorum.ts'
import type { TaskId } from '../ids.ts'
import { hasEnded, type Run } from '../run.ts'
import { advance } from '../run-decisions.ts'
import type { RunEvent } from '../run-events.ts'
import type { Workflow } from '../workflow.ts'
import { rolesFor } from './definition.ts'
import type { GivenApproval } from './progress.ts'

/** The ids of an approval's buttons: nobody guesses them, and the same step has the same ones for ever. */
export function approvalButtons(run: Run, step: string): { readonly approve: string; readonly reject: string } {
  const key = run.plan.kind === 'workflow' ? run.plan.key : ''
  const id = (word: string): string =>
    createHash('sha256')
      .update(JSON.stringify([key, run.task, step, word]))
      .digest('base64url')
      .slice(0, 24)
  return { approve: id('approve'), reject: id('reject') }
}

/** Steps of a run that people were asked to approve, decided or not. */
export function approvalSteps({ plan, steps }: Run): readonly string[] {
  if (plan.kind !== 'workflow') return []
  const asked = plan.definition.steps.filter(({ id, uses }) => uses === 'approval' && steps[id] !== undefined)
  return asked.map(({ id }) => id)
}

/** Of those, the ones that nobody has decided on yet. */
export const waitingApprovals = (run: Run): readonly string[] =>
  approvalSteps(run).filter((step) => run.steps[step] === 'waiting')

/** The roles that they wait for, each once. */
export function rolesAwaited(run: Run): readonly string[] {
  const roles = waitingApprovals(run).flatMap((step) => {
    const awaited = run.progress?.awaited[step]
    return awaited?.kind === 'approval' ? rolesFor(awaited) : []
  })
  return [...new Set(roles)]
}

/** What a press on an approval's button leads to. */
export type ApprovalAnswer =
  | { readonly kind: 'decided'; readonly events: readonly RunEvent[]; readonly missing: number }
  | { readonly kind: 'over' }
  | { readonly kind: 'own' }
  | { readonly kind: 'twice' }
  | { readonly kind: 'notYourRole' }

/** A yes or no to a step of a workflow's run, said word for word. */
export interface StepAnswer {
  readonly task: TaskId
  /** Which step, where several wait. */
  readonly step?: string
  readonly yes: boolean
  readonly reason?: string
}

/** Somebody's word on a step, with what they hold at this moment. */
export interface ApprovalWord extends GivenApproval {
  readonly yes: boolean
  /** Why not. */
  readonly reason?: string
  readonly vote: Vote
}

/** What others hold at this moment: who started the run, and those who have approved the step before. */
export interface ApprovalStandings {
  readonly asker: string
  readonly votes: readonly Vote[]
}

/**
 * Decides on an approval. Nobody approves what they started, everybody counts once, whoever has lost the role no longer
 * counts, and one refusal by somebody with the role is enough.
 */
export function decideApproval(
  run: Run,
  workflow: Workflow,
  step: string,
  { by, groups, yes, reason, vote }: ApprovalWord,
  { asker, votes }: ApprovalStandings,
  now: Date,
): ApprovalAnswer {
  const awaited = run.progress?.awaited[step]
  const until = run.progress?.deadlines[step]
  const isOver = until !== undefined && now.getTime() >= Date.parse(until)
  if (hasEnded(run) || run.cancelRequested || isOver || awaited?.kind !== 'approval') return { kind: 'over' }
  const quorum = { count: awaited.count, roles: rolesFor(awaited) }
  if (!counts(quorum, vote)) return { kind: 'notYourRole' }
  if (vote.person === asker) return { kind: 'own' }
  const { task } = run
  if (!yes) {
    const because = reason === undefined ? {} : { reason }
    const refused: RunEvent = { type: 'run.approval.refused', task, step, by, ...because }
    const failed = { ...REFUSED, ...(reason !== undefined && { reason: `It was rejected: ${reason}` }) }
    const events = [
      refused,
      ...advance(run, workflow, step, { ...failed, nextStep: `Say “retry ${task}” to ask again.` }, now),
    ]
    return { kind: 'decided', events, missing: 0 }
  }
  if (votes.some(({ person }) => person === vote.person)) return { kind: 'twice' }
  const given: RunEvent = { type: 'run.approval.given', task, step, by, groups }
  const missing = missingFrom(quorum, [...votes, vote], asker)
  const approvers = [...(run.progress?.approvals[step]?.given ?? []), { by }].map((one) => one.by).join(' ')
  const next = missing > 0 ? [] : advance(run, workflow, step, { kind: 'done', outputs: { by: approvers } }, now)
  return { kind: 'decided', events: [given, ...next], missing }
}

const REFUSED = { kind: 'failed', reason: 'It was rejected.', objected: true } as const
