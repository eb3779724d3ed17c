import type { Block, Card, Tone } from '../domain/card.ts'
import { planTitle, targetOf } from '../domain/plan.ts'
import { unexpectedDirection, versionChange } from '../domain/plans/deploy.ts'
import { awaitsExplanation, hasEnded, isBegun, type Run } from '../domain/run.ts'
import type { Workflow } from '../domain/workflow.ts'
import { canaryBlocks } from './canary-blocks.ts'
import { stepMarks } from './run-steps.ts'

/** The one message that is edited while a task runs. */
export function runStatusCard(
  run: Run,
  workflow: Workflow,
  askedBy: string,
  waitsFor: string | undefined,
  told: readonly string[] = [],
): Card {
  return {
    title: planTitle(run.plan),
    tone: statusTone(run),
    blocks: [
      { kind: 'progress', steps: stepMarks(run, workflow) },
      ...directionNotes(run),
      ...(waitsFor && run.state === 'queued' ? [{ kind: 'text' as const, text: waitingText(waitsFor) }] : []),
      ...(hasEnded(run) ? [] : canaryBlocks(run)),
      ...resumedNotes(run),
      ...missingWorkerNotes(run),
      ...(awaitsExplanation(run) ? [{ kind: 'text' as const, text: 'Failed; looking for the cause.' }] : []),
      ...(run.cancelRequested && !hasEnded(run) ? [{ kind: 'text' as const, text: cancellingText(run) }] : []),
      ...(run.state === 'cancelled'
        ? [{ kind: 'text' as const, text: 'Cancelled; everything it had started was undone.' }]
        : []),
    ],
    footnote: [`${run.task} · asked by ${askedBy}`, ...tellingNotes(run, told)].join(' · '),
  }
}

function tellingNotes(run: Run, told: readonly string[]): readonly string[] {
  return told.length === 0 || hasEnded(run) ? [] : [`I will tell ${told.join(' and ')}.`]
}

/** A task that started without a question has no other card to warn of a downgrade. */
function directionNotes(run: Run): readonly Block[] {
  const target = targetOf(run)
  if (!target || run.approved !== undefined || unexpectedDirection(target) === undefined) return []
  return [{ kind: 'text', text: versionChange(target) }]
}

/** Says that interrupted work has resumed, and where. */
function resumedNotes({ attempts, steps }: Run): readonly Block[] {
  return Object.entries(attempts).flatMap(([step, attempt]) =>
    attempt < 2 || steps[step] !== 'running'
      ? []
      : [{ kind: 'text' as const, text: `Resumed after an interruption: attempt ${attempt} of the step “${step}”.` }],
  )
}

/** A canary may take minutes; whoever is in a hurry can cancel it. */
function waitingText(task: string): string {
  return `Waiting for ${task}, which is changing the same environment. To stop that one: cancel ${task}`
}

/** Only a deployment in progress has a release to restore. */
function cancellingText(run: Run): string {
  const isRestoring = targetOf(run)?.from !== undefined && isBegun(run, 'deploy')
  return isRestoring ? 'Cancelling; restoring the previous release first.' : 'Cancelling.'
}

/** A step that lost its worker resumes; one that never had a worker starts. */
function missingWorkerNotes(run: Run): readonly Block[] {
  if (hasEnded(run)) return []
  return Object.entries(run.missingWorkers ?? {}).map(([step, worker]) => ({
    kind: 'text',
    text: isBegun(run, step)
      ? `Waiting: the worker is gone and no other takes “${worker}” steps. It resumes when one connects.`
      : `Waiting: no worker takes “${worker}” steps. It starts when one connects.`,
  }))
}

function statusTone({ state }: Run): Tone {
  switch (state) {
    case 'queued':
    case 'running':
      return 'progress'
    case 'succeeded':
      return 'success'
    case 'failed':
      return 'danger'
    case 'cancelled':
      return 'neutral'
  }
}
