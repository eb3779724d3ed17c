import type { Block, Card, Tone } from '../domain/card.ts'
import { goesTheOtherWay } from '../domain/plan.ts'
import { planTitle } from '../domain/plan-title.ts'
import { awaitsExplanation, hasEnded, isBegun, type Run } from '../domain/run.ts'
import { targetOf } from '../domain/target.ts'
import type { Workflow } from '../domain/workflow.ts'
import { canaryBlocks } from './canary-blocks.ts'
import { versionChange } from './plan-fields.ts'
import { stepMarks } from './run-steps.ts'

/** The one message that is edited while a task goes on. */
export function runStatusCard(run: Run, workflow: Workflow, askedBy: string, waitsFor: string | undefined): Card {
  return {
    title: planTitle(run.plan),
    tone: statusTone(run),
    blocks: [
      { kind: 'progress', steps: stepMarks(run, workflow) },
      ...directionNotes(run),
      ...(waitsFor && run.state === 'queued' ? [{ kind: 'text' as const, text: waitingText(waitsFor) }] : []),
      ...(hasEnded(run) ? [] : canaryBlocks(run)),
      ...resumedNotes(run),
      ...unattendedNotes(run),
      ...(awaitsExplanation(run) ? [{ kind: 'text' as const, text: 'It failed; I am looking for the cause.' }] : []),
      ...(run.cancelRequested && !hasEnded(run)
        ? [{ kind: 'text' as const, text: 'Being called off; I put things back first.' }]
        : []),
      ...(run.state === 'cancelled' ? [{ kind: 'text' as const, text: 'Cancelled; what was begun is put back.' }] : []),
    ],
    footnote: `${run.task} · asked by ${askedBy}`,
  }
}

/** What began without a question has no other card to say that it goes back. */
function directionNotes(run: Run): readonly Block[] {
  const target = targetOf(run)
  if (!target || run.approved !== undefined || !goesTheOtherWay(target)) return []
  return [{ kind: 'text', text: versionChange(target) }]
}

/** Whoever saw the bot go away is told that the work goes on, from where it was. */
function resumedNotes({ attempts, steps }: Run): readonly Block[] {
  return Object.entries(attempts).flatMap(([step, attempt]) =>
    attempt < 2 || steps[step] !== 'running'
      ? []
      : [{ kind: 'text' as const, text: `Resumed after an interruption: attempt ${attempt} of the step “${step}”.` }],
  )
}

/** A canary may take its time, and whoever is in a hurry need not wait for it. */
function waitingText(task: string): string {
  return `Waits for ${task}, which is changing the same environment. To call that off instead: cancel ${task}`
}

/** A step that was begun, and whose worker has been lost, goes on rather than starts. */
function unattendedNotes(run: Run): readonly Block[] {
  if (hasEnded(run)) return []
  return Object.entries(run.unattended ?? {}).map(([step, capability]) => ({
    kind: 'text',
    text: isBegun(run, step)
      ? `Waiting: the worker is gone, and no other offers “${capability}” right now. It goes on when one is there.`
      : `Waiting: no worker offers “${capability}” right now. It starts when one is there.`,
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
