import stringWidth from 'string-width'
import { oneLine, plainText } from '../../../../adapters/chat/terminal/plain-text.ts'
import type { WatchedTask } from './answers.ts'

const BAR_CELLS = 20
const OVER = ['done', 'skipped', 'failed', 'cancelled']
const AT_WORK = ['requested', 'running', 'paused', 'waiting', 'failed']

/** A task on one line: a bar, how many steps are over, and which is at work. At most so many columns. */
export function barLine(task: WatchedTask, columns: number): string {
  const { steps } = task
  const over = steps.filter(({ state }) => OVER.includes(state)).length
  const filled = steps.length === 0 ? 0 : Math.round((over / steps.length) * BAR_CELLS)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled)
  return cut(`${task.id} ${bar} ${over}/${steps.length} ${atWork(task)}`.trimEnd(), columns - 1)
}

/** What happened between two looks, a line each. */
export function newLines(before: WatchedTask | undefined, now: WatchedTask): readonly string[] {
  const was = new Map(before?.steps.map(({ id, state }) => [id, state]))
  const moved = now.steps.filter(({ id, state }) => was.get(id) !== state && state !== 'pending')
  const lines = moved.map(({ id, state }) => `${now.id} ${id} ${state}`)
  if (now.phase !== undefined && now.phase !== before?.phase) lines.push(`${now.id} is ${now.phase}`)
  if (lines.length === 0 && now.state !== before?.state) lines.push(`${now.id} is ${now.state}`)
  return lines.map(oneLine)
}

/** How it ended, and what to do where it failed. */
export function endedText({ id, state, kind, service, environment, release, failure }: WatchedTask): string {
  const what = [kind, service, release?.version, environment && `on ${environment}`].filter(Boolean).join(' ')
  const why = failure ? [failure.reason, failure.next_step] : []
  return plainText([`${id} ${state}: ${what}`, ...why].join('\n'))
}

function atWork({ steps, phase, state }: WatchedTask): string {
  const names = steps.filter((step) => AT_WORK.includes(step.state)).map(({ id }) => id)
  return oneLine([names.join(', ') || state, phase && `(${phase})`].filter(Boolean).join(' '))
}

function cut(text: string, columns: number): string {
  let short = text
  while (stringWidth(short) > Math.max(columns, 1)) short = [...short].slice(0, -1).join('')
  return short
}
