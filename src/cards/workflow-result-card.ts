import type { Block, Card } from '../domain/card.ts'
import type { UserId } from '../domain/ids.ts'
import type { Run } from '../domain/run.ts'
import type { StepState } from '../domain/workflow.ts'
import { isUndo, undoOf } from '../domain/workflows/as-workflow.ts'
import { planTitle, successOf } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { failureBlocks } from './failure-blocks.ts'
import { rerunBlocks } from './rerun-blocks.ts'
import { ringStanding } from './ring-standing.ts'
import { duration } from './words.ts'
import { stepLabel, type WorkflowSight } from './workflow-blocks.ts'

/** How a team's own workflow has ended: what its steps took, where it failed, and what was undone. */
export function workflowResultCard(
  run: Run,
  notify: UserId | undefined,
  texts: Texts,
  sight?: WorkflowSight,
): Card | undefined {
  const { took, failed, cancelled } = texts.runs
  const common = {
    ...(notify !== undefined && { mention: notify }),
    footnote: took({ task: run.task, time: duration(msBetween(run.startedAt ?? run.requestedAt, run.endedAt)) }),
  }
  const title = planTitle(run.plan, texts)
  switch (run.state) {
    case 'queued':
    case 'running':
      return undefined
    case 'succeeded':
      return { title: successOf(run, texts), tone: 'success', blocks: [text(stepsTaken(run))], ...common }
    case 'failed':
      return { title: failed({ title }), tone: 'danger', blocks: whatFailed(run, texts, sight), ...common }
    case 'cancelled':
      return {
        title: cancelled({ title }),
        tone: 'neutral',
        blocks: [text(ringStanding(run, texts) ?? undone(run, texts))],
        ...common,
      }
  }
}

const text = (words: string): Block => ({ kind: 'text', text: words })

/** `build 12 s · test 3 s` */
function stepsTaken(run: Run): string {
  const { done = [], started = {}, ended = {} } = run.progress ?? {}
  const lines = done
    .filter((step) => !step.includes('/'))
    .map((step) => `${stepLabel(run, step)} ${duration(msBetween(started[step] ?? '', ended[step]))}`)
  return lines.join(' · ')
}

function whatFailed(run: Run, texts: Texts, sight: WorkflowSight | undefined): readonly Block[] {
  const { failure, progress } = run
  const words = texts.workflows
  const task = Object.values(progress?.tasks ?? {}).at(-1)
  const own = task && sight?.tasks.get(task)
  const step = failure?.step
  const stands = ringStanding(run, texts)
  return [
    ...(stands === undefined ? [] : [text(stands)]),
    ...(step === undefined ? [] : [text(words.failedAt({ step: stepLabel(run, step) }))]),
    ...failureBlocks(own?.failure && own.state === 'failed' ? own : run, undone(run, texts), texts),
    text(words.toRetry(run)),
    ...rerunBlocks(run, undefined, texts),
  ]
}

/** What was undone, what was there before and stays, and what could not be undone. */
function undone(run: Run, texts: Texts): string {
  const words = texts.workflows
  const labelsOf = (state: StepState): readonly string[] =>
    (run.progress?.done ?? [])
      .filter((step) => !isUndo(step) && run.steps[undoOf(step)] === state)
      .map((step) => stepLabel(run, step))
  const [labels, kept] = [labelsOf('done'), labelsOf('skipped')]
  const faults = Object.entries(run.notUndone ?? {}).map(([step, reason]) =>
    words.notUndone({ step: stepLabel(run, step), reason }),
  )
  const { allOf } = texts.formats
  const sentences = [
    ...(labels.length > 0 ? [words.undone({ steps: allOf(labels) })] : []),
    ...(kept.length > 0 ? [words.leftAsItWas({ steps: allOf(kept) })] : []),
    ...faults,
  ]
  return sentences.length === 0 ? words.nothingUndone : sentences.join(' ')
}

function msBetween(from: string, to: string | undefined): number {
  return Date.parse(to ?? from) - Date.parse(from)
}
