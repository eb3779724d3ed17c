import { awaitsExplanation, hasEnded, type Run } from '../../domain/run.ts'
import type { StepState } from '../../domain/workflow.ts'
import { DEPLOY_PHASES } from '../../ports/delivery.ts'
import type { Block, Card, ProgressStep, Tone } from './card.ts'
import { planTitle } from './plan-fields.ts'

/** The one message that is edited while a task goes on. */
export function runStatusCard(run: Run, askedBy: string, waitsFor: string | undefined): Card {
  return {
    title: planTitle(run.plan),
    tone: statusTone(run),
    blocks: [
      { kind: 'progress', steps: progress(run) },
      ...(waitsFor && run.state === 'queued'
        ? [{ kind: 'text' as const, text: `Waits for ${waitsFor}, which is changing the same environment.` }]
        : []),
      ...unattendedNotes(run),
      ...(awaitsExplanation(run) ? [{ kind: 'text' as const, text: 'It failed; I am looking for the cause.' }] : []),
      ...(run.cancelRequested && !hasEnded(run)
        ? [{ kind: 'text' as const, text: 'Being called off; I put things back first.' }]
        : []),
    ],
    footnote: `${run.task} · asked by ${askedBy}`,
  }
}

/** A step that was begun, and whose worker has been lost, goes on rather than starts. */
function unattendedNotes(run: Run): readonly Block[] {
  if (hasEnded(run)) return []
  return Object.entries(run.unattended ?? {}).map(([step, capability]) => ({
    kind: 'text',
    text:
      run.steps[step] === 'running'
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

type Mark = ProgressStep['state']

function progress(run: Run): readonly ProgressStep[] {
  const queued: Mark = run.startedAt ? 'done' : hasEnded(run) ? 'failed' : 'active'
  const marks: ProgressStep[] = [
    { label: 'queued', state: queued },
    { label: 'building', state: markOf(run.steps.build) },
  ]
  if (run.plan.kind === 'build') return marks
  return [...marks, ...phaseMarks(run)]
}

/** `starting`, `healthy` and `switched`; draining the old instance is no concern of whoever waits for the new one. */
function phaseMarks(run: Run): readonly ProgressStep[] {
  const reached = run.phase === undefined ? -1 : DEPLOY_PHASES.indexOf(run.phase)
  const finished = run.steps.deploy === 'done'
  const broken = run.steps.deploy === 'failed' || run.steps.deploy === 'cancelled'
  const labels = DEPLOY_PHASES.slice(0, 3)
  // "starting" is reached when it begins, the others when they are true.
  const doneCount = finished ? labels.length : reached > 0 ? reached + 1 : 0
  return labels.map((label, index) => {
    if (index < doneCount) return { label, state: 'done' }
    if (index > doneCount || reached < 0) return { label, state: 'pending' }
    return { label, state: broken ? 'failed' : index === 0 ? 'active' : 'pending' }
  })
}

function markOf(step: StepState | undefined): Mark {
  switch (step) {
    case 'done':
      return 'done'
    case 'running':
      return 'active'
    case 'failed':
    case 'cancelled':
      return 'failed'
    case 'requested':
    case 'pending':
    case undefined:
      return 'pending'
  }
}
