import { createHash } from 'node:crypto'
import type { UserId } from '../ids.ts'
import { hasEnded, type Run, type RunEvent } from '../run.ts'
import { advance } from '../run-decisions.ts'
import type { Workflow } from '../workflow.ts'

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

/** What a press on an approval's button leads to. */
export type ApprovalAnswer =
  | { readonly kind: 'decided'; readonly events: readonly RunEvent[]; readonly missing: number }
  | { readonly kind: 'over' }
  | { readonly kind: 'own' }
  | { readonly kind: 'twice' }

/**
 * Decides on an approval by somebody who has the role. Nobody approves what they started, and everybody counts once. One
 * refusal is enough.
 */
export function decideApproval(
  run: Run,
  workflow: Workflow,
  step: string,
  answer: { readonly by: UserId; readonly yes: boolean },
  now: Date,
): ApprovalAnswer {
  const awaited = run.progress?.awaited[step]
  const until = run.progress?.deadlines[step]
  const isOver = until !== undefined && now.getTime() >= Date.parse(until)
  if (hasEnded(run) || run.cancelRequested || isOver || awaited?.kind !== 'approval') return { kind: 'over' }
  const { by, yes } = answer
  if (by === run.by) return { kind: 'own' }
  const { task } = run
  if (!yes) {
    const refused: RunEvent = { type: 'run.approval.refused', task, step, by }
    const failure = {
      kind: 'failed',
      reason: REFUSED,
      nextStep: `Say “retry ${task}” to ask again.`,
      objected: true,
    } as const
    return { kind: 'decided', events: [refused, ...advance(run, workflow, step, failure, now)], missing: 0 }
  }
  const before = run.progress?.approvals[step]?.by ?? []
  if (before.includes(by)) return { kind: 'twice' }
  const given: RunEvent = { type: 'run.approval.given', task, step, by }
  const missing = Math.max(0, awaited.count - before.length - 1)
  const approvers = [...before, by].join(' ')
  const done = { kind: 'done', outputs: { by: approvers } } as const
  const next = missing > 0 ? [] : advance(run, workflow, step, done, now)
  return { kind: 'decided', events: [given, ...next], missing }
}

const REFUSED = 'It was rejected.'
