import type { Block, ButtonAsks } from '../domain/card.ts'
import type { TaskId, UserId } from '../domain/ids.ts'
import type { Run } from '../domain/run.ts'
import { approvalButtons } from '../domain/workflows/approval.ts'
import { isUndo, itemOf } from '../domain/workflows/as-workflow.ts'
import { rolesFor } from '../domain/workflows/definition.ts'
import { NO_PROGRESS } from '../domain/workflows/progress.ts'
import { planTitle } from '../texts/plan-words.ts'
import type { Texts } from '../texts/texts.ts'
import { canaryBlocks } from './canary-blocks.ts'
import { ciBlocks, ciLine } from './ci-blocks.ts'
import { clockTime, dateTime, duration } from './words.ts'

/** What the card of a workflow's run shows besides the run itself. */
export interface WorkflowSight {
  /** The tasks that its steps wait for, or waited for. */
  readonly tasks: ReadonlyMap<TaskId, Run>
  readonly names: ReadonlyMap<UserId, string>
  /** Who could approve each step that waits for it, where that is known. */
  readonly canApprove: ReadonlyMap<string, AbleToApprove>
  /** How long each step took in earlier runs, in milliseconds. */
  readonly usualMs: ReadonlyMap<string, number>
}

/** Those who could approve a step, by name. */
interface AbleToApprove {
  readonly names: readonly string[]
  /** Nobody, or fewer than are needed. */
  readonly tooFew: boolean
}

/** How it stands with each step that is not over: who or what it waits for, since when, and how long that usually takes. */
export function workflowBlocks(run: Run, sight: WorkflowSight, texts: Texts): readonly Block[] {
  const lines = fewestLines(
    Object.keys(run.steps).flatMap((step) => {
      const text = lineOn(run, step, sight, texts)
      return text === undefined ? [] : [{ text, asks: run.progress?.awaited[step]?.kind === 'approval' }]
    }),
    texts,
  )
  const text: Block[] = lines.length === 0 ? [] : [{ kind: 'text', text: lines.join('\n') }]
  return [...text, ...ciBlocks(run, (step) => stepLabel(run, step), texts), ...buttonsOf(run, texts)]
}

/** What one message can hold beside the steps themselves, twice that where all of it must be escaped. */
const MOST_CHARS = 1_000

/** Of too many lines those on which somebody must decide come first, then as many as fit, and how many more there are. */
function fewestLines(
  lines: readonly { readonly text: string; readonly asks: boolean }[],
  { workflows }: Texts,
): readonly string[] {
  const all = lines.map(({ text }) => text)
  if (all.join('\n').length <= MOST_CHARS) return all
  const ranked = lines.toSorted((one, other) => Number(other.asks) - Number(one.asks)).map(({ text }) => text)
  const fitting = ranked.filter((_, index) => index === 0 || ranked.slice(0, index + 1).join('\n').length <= MOST_CHARS)
  const left = all.length - fitting.length
  return left === 0 ? fitting : [...fitting, workflows.moreUnderWay({ count: left })]
}

/** What one step that waits for approval asks, with the buttons that answer it. */
export function approvalBlocks(run: Run, step: string, sight: WorkflowSight, texts: Texts): readonly Block[] {
  const line = lineOn(run, step, sight, texts)
  return [
    ...(line === undefined ? [] : [{ kind: 'text' as const, text: line }]),
    ...approvalButtonsOf(run, step, texts),
  ]
}

function lineOn(run: Run, step: string, sight: WorkflowSight, texts: Texts): string | undefined {
  const words = texts.workflows.on
  const { awaited, started, items, retries, approvals } = run.progress ?? NO_PROGRESS
  const label = stepLabel(run, step)
  const since = started[step]
  switch (run.steps[step]) {
    case 'waiting': {
      const what = awaited[step]
      if (!what) return undefined
      if (what.kind === 'event') return words.event({ step: label, event: what.event })
      if (what.kind === 'task') return withUsual(taskLine(label, what.task, sight, texts), step, sight, texts)
      const until = dateTime(run.progress?.deadlines[step] ?? '')
      const names = (approvals[step]?.given ?? []).map(({ by }) => sight.names.get(by) ?? by)
      const sofar = names.length === 0 ? '' : ` ${words.approvedBy({ names: texts.formats.allOf(names) })}`
      const role = texts.formats.anyOf(rolesFor(what))
      const asked = `${words.approval({ step: label, count: what.count, role, until })}${sofar}`
      const able = sight.canApprove.get(step)
      return able ? `${asked} ${whoCan(able, role, texts)}` : asked
    }
    case 'paused': {
      const ci = ciLine(run, step, label, texts)
      if (ci !== undefined) return withUsual(ci, step, sight, texts)
      const until = clockTime(run.pausedUntil?.[step] ?? '')
      return (retries[step] ?? 0) > 0 ? words.again({ step: label, at: until }) : words.until({ step: label, until })
    }
    case 'requested':
    case 'running': {
      if (items[step] || since === undefined) return undefined
      if (isUndo(step)) return words.undoing({ step: label })
      const ci = ciLine(run, step, label, texts)
      if (ci !== undefined) return withUsual(ci, step, sight, texts)
      return withUsual(words.running({ step: label, since: clockTime(since) }), step, sight, texts)
    }
    default:
      return undefined
  }
}

/** Who could, and where too few could, what to do about it. */
function whoCan({ names, tooFew }: AbleToApprove, role: string, { changes, formats, workflows }: Texts): string {
  if (!tooFew) return changes.canApprove({ names: formats.allOf(names) })
  const few = names.length === 0 ? changes.tooFew.nobody : changes.tooFew.some({ names: formats.allOf(names) })
  return `${few} ${workflows.on.giveRole({ role })}`
}

function taskLine(step: string, task: TaskId, { tasks }: WorkflowSight, texts: Texts): string {
  const run = tasks.get(task)
  if (!run) return texts.workflows.on.task({ step, task, title: '' })
  const { phase } = run
  const title = [planTitle(run.plan, texts), ...(phase ? [texts.runs.steps[phase]] : [])].join(', ')
  const canary = canaryBlocks(run, texts).flatMap((block) => (block.kind === 'text' ? [block.text] : []))
  return [texts.workflows.on.task({ step, task, title }), ...canary].join(' ')
}

function withUsual(line: string, step: string, { usualMs }: WorkflowSight, { workflows }: Texts): string {
  const ms = usualMs.get(step)
  return ms === undefined ? line : `${line} ${workflows.on.usually({ time: duration(ms) })}`
}

/** `migrate (payments)`: a step's own name, with the item of its list that it is for. */
export function stepLabel({ plan, progress }: Run, step: string): string {
  const [id = ''] = step.split('/')
  const own = plan.kind === 'workflow' ? plan.definition.steps.find((one) => one.id === id) : undefined
  const item = itemOf(step)
  const value = item && progress?.items[item.step]?.[item.index]
  return value === undefined ? (own?.title ?? id) : `${own?.title ?? id} (${value})`
}

function buttonsOf(run: Run, texts: Texts): readonly Block[] {
  return Object.keys(run.progress?.awaited ?? {}).flatMap((step) => approvalButtonsOf(run, step, texts))
}

/** A rejection takes effect at once, and nobody takes it back. */
export function rejectionAsks(run: Run, step: string, { workflows: { reject, rejectFirst } }: Texts): ButtonAsks {
  return {
    title: rejectFirst.title({ step: stepLabel(run, step) }),
    text: rejectFirst.text({ task: run.task }),
    yes: reject,
    no: rejectFirst.no,
  }
}

function approvalButtonsOf(run: Run, step: string, texts: Texts): readonly Block[] {
  const { approve, reject } = texts.workflows
  if (run.progress?.awaited[step]?.kind !== 'approval' || run.steps[step] !== 'waiting') return []
  const ids = approvalButtons(run, step)
  return [
    {
      kind: 'buttons',
      buttons: [
        { id: ids.approve, label: approve, style: 'primary' },
        {
          id: ids.reject,
          label: reject,
          style: 'danger',
          asks: rejectionAsks(run, step, texts),
        },
      ],
    },
  ]
}
