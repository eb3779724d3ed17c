import type { Block, Card, Tone } from '../domain/card.ts'
import { targetOf } from '../domain/plan.ts'
import { unexpectedDirection } from '../domain/plans/deploy.ts'
import { plannedRerun } from '../domain/rerun.ts'
import { awaitsExplanation, hasEnded, isBegun, type Run } from '../domain/run.ts'
import type { Workflow } from '../domain/workflow.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { versionChange } from '../texts/version-change.ts'
import { canaryBlocks } from './canary-blocks.ts'
import { ciBlocks } from './ci-blocks.ts'
import { foldSteps } from './fold-steps.ts'
import { withMoments } from './moments.ts'
import { NO_PACE, type Pace, paceShare, timeLeft } from './run-pace.ts'
import { stepMarks } from './run-steps.ts'
import { type WorkflowSight, workflowBlocks } from './workflow-blocks.ts'

/** What the status of a run shows beside the run itself. */
export interface RunStatus {
  readonly workflow: Workflow
  readonly askedBy: string
  /** What it waits for, as a sentence. */
  readonly waitsFor?: string | undefined
  /** Who else is told of its end. */
  readonly told?: readonly string[]
  /** Who promoted its canary by hand, if somebody did. */
  readonly promoter?: string | undefined
  readonly sight?: WorkflowSight | undefined
  readonly pace?: Pace
}

/** The one message that is edited while a task runs. */
export function runStatusCard(
  run: Run,
  { workflow, askedBy, waitsFor, told = [], promoter, sight, pace = NO_PACE }: RunStatus,
  texts: Texts,
): Card {
  const words = texts.runs
  const { deadlines = {} } = run.progress ?? {}
  const card: Card = {
    title: planTitle(run.plan, texts),
    tone: run.brokeGlass ? 'danger' : statusTone(run),
    blocks: [
      ...progressBlocks(run, workflow, pace, texts),
      ...directionNotes(run, texts),
      ...rerunNotes(run, texts),
      ...brokenGlassNotes(run, texts),
      // A canary may take minutes; a person in a hurry can cancel it.
      ...(waitsFor === undefined ? [] : [{ kind: 'text' as const, text: waitsFor }]),
      ...(hasEnded(run) || run.seen === undefined ? [] : [{ kind: 'text' as const, text: run.seen }]),
      ...(hasEnded(run) ? [] : canaryBlocks(run, texts, promoter)),
      ...(sight && !hasEnded(run) ? workflowBlocks(run, sight, texts) : ciBlocks(run, buildLabel(texts), texts)),
      ...resumedNotes(run, texts),
      ...missingWorkerNotes(run, texts),
      ...(awaitsExplanation(run) ? [{ kind: 'text' as const, text: words.lookingForCause }] : []),
      ...(run.cancelRequested && !hasEnded(run) ? [{ kind: 'text' as const, text: cancellingText(run, texts) }] : []),
      ...(run.state === 'cancelled' && !run.progress ? [{ kind: 'text' as const, text: words.undone }] : []),
    ],
    footnote: [words.askedBy({ task: run.task, by: askedBy }), ...tellingNotes(run, told, texts)].join(' · '),
  }
  return withMoments(card, [...Object.values(deadlines), ...Object.values(run.pausedUntil ?? {})])
}

function progressBlocks(run: Run, workflow: Workflow, pace: Pace, texts: Texts): readonly Block[] {
  const marks = stepMarks(run, workflow, texts, pace)
  const share = paceShare(run, marks, pace)
  const left = timeLeft(run, marks, pace, texts)
  const steps = foldSteps(
    marks.map(({ id: _, ...step }) => step),
    texts,
  )
  return [
    { kind: 'progress', steps, ...(share !== undefined && { share }) },
    ...(left === undefined ? [] : [{ kind: 'text' as const, text: left }]),
  ]
}

/** A task that is no workflow of a team's own follows a run where it builds. */
const buildLabel =
  ({ runs }: Texts) =>
  (): string =>
    runs.steps.building

function tellingNotes(run: Run, told: readonly string[], { telling, formats }: Texts): readonly string[] {
  const willTell = telling.willTell[run.tellOn ?? 'anyEnd']
  return told.length === 0 || hasEnded(run) ? [] : [willTell({ names: formats.allOf(told) })]
}

/** A task that started without a question has no other card to warn of a downgrade. */
function directionNotes(run: Run, texts: Texts): readonly Block[] {
  const target = targetOf(run)
  if (!target || run.approved !== undefined || unexpectedDirection(target) === undefined) return []
  const { opposite } = target
  const removed = opposite ? [texts.several.takesOut({ count: opposite.commitCount })] : []
  return [{ kind: 'text', text: [versionChange(target, texts), ...removed].join(' · ') }]
}

/** Says that it is no run of its own. */
function rerunNotes(run: Run, { workflows: { retry } }: Texts): readonly Block[] {
  const rerun = plannedRerun(run)
  return rerun ? [{ kind: 'text', text: retry.runsAgain(rerun) }] : []
}

/** An emergency stays visible on everything that came of it. */
function brokenGlassNotes({ brokeGlass, restoresFor }: Run, { changes }: Texts): readonly Block[] {
  if (restoresFor !== undefined) return [{ kind: 'text', text: changes.run.restores({ change: restoresFor }) }]
  return brokeGlass ? [{ kind: 'text', text: changes.run.brokeGlass(brokeGlass) }] : []
}

/** Says that interrupted work has resumed, and where. */
function resumedNotes({ attempts, steps }: Run, { runs: { resumed } }: Texts): readonly Block[] {
  return Object.entries(attempts).flatMap(([step, attempt]) =>
    attempt < 2 || steps[step] !== 'running' ? [] : [{ kind: 'text' as const, text: resumed({ attempt, step }) }],
  )
}

/** Only a deployment in progress has a release to restore. */
function cancellingText(run: Run, { runs }: Texts): string {
  const isRestoring = targetOf(run)?.from !== undefined && isBegun(run, 'deploy')
  return isRestoring ? runs.cancellingRestores : runs.cancelling
}

/** A step that lost its worker resumes; one that never had a worker starts. */
function missingWorkerNotes(run: Run, { runs: { workerGone, noWorker } }: Texts): readonly Block[] {
  if (hasEnded(run)) return []
  return Object.entries(run.missingWorkers ?? {}).map(([step, worker]) => ({
    kind: 'text',
    text: isBegun(run, step) ? workerGone({ worker }) : noWorker({ worker }),
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
