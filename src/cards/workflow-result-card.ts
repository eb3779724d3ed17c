import type { Block, Card } from '../domain/card.ts'
import type { UserId } from '../domain/ids.ts'
import type { Run } from '../domain/run.ts'
import type { StepState } from '../domain/workflow.ts'
import { isUndo, undoOf } from '../domain/workflows/as-workflow.ts'
import { planTitle, successOf } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { failureBlocks } from './failure-blocks.ts'
import { MOST_STEPS_SHOWN } from './fold-steps.ts'
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
      return {
        title: successOf(run, texts),
        tone: 'success',
        blocks: allSteps(run, texts) ?? [text(stepsTaken(run))],
        ...common,
      }
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

/** Lines shown beside the file. */
const LINES_SHOWN = 5

/** Every step in a file, where the card of the run could not show them all. */
function allSteps(run: Run, texts: Texts): readonly Block[] | undefined {
  const { plan } = run
  const own = plan.kind === 'workflow' ? plan.definition.steps : []
  const steps = own.flatMap(({ id }) => [id, ...itemsOf(run, id)])
  if (steps.length <= MOST_STEPS_SHOWN) return undefined
  const begun = steps.filter((step) => run.progress?.started[step] !== undefined)
  const linesOn = (some: readonly string[]): string => some.map((step) => stepLine(run, step, texts)).join('\n')
  return [{ kind: 'file', name: 'steps.txt', text: linesOn(steps), preview: linesOn(begun.slice(-LINES_SHOWN)) }]
}

const itemsOf = (run: Run, step: string): readonly string[] =>
  Object.keys(run.steps).filter((id) => id.startsWith(`${step}/`) && !isUndo(id))

/** `build: done · 12 s` */
function stepLine(run: Run, step: string, { workflows }: Texts): string {
  const { started = {}, ended = {} } = run.progress ?? {}
  const state = workflows.ended[endOf(run.steps[step])]
  const time = ended[step] === undefined ? '' : ` · ${duration(msBetween(started[step] ?? '', ended[step]))}`
  return `${stepLabel(run, step)}: ${state}${time}`
}

function endOf(state: StepState | undefined): keyof Texts['workflows']['ended'] {
  return state === 'done' || state === 'failed' || state === 'cancelled' || state === 'skipped' ? state : 'other'
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
    ...(allSteps(run, texts) ?? []),
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
