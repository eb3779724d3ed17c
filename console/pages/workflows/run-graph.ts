import type { Box } from '../../view/graph/graph.ts'
import { between } from '../../view/time.ts'
import type { ShownRunStep, ShownStep } from './workflow-shapes.ts'

/** How a state is coloured; words say it, too. */
const TONES: Readonly<Record<string, string>> = {
  requested: 'busy',
  running: 'busy',
  paused: 'busy',
  waiting: 'warn',
  done: 'good',
  failed: 'bad',
  cancelled: 'bad',
  succeeded: 'good',
}

export const toneOf = (state: string): string => TONES[state] ?? 'idle'

/** A workflow as it is written. */
export function plannedBoxes(steps: readonly ShownStep[]): readonly Box[] {
  return steps.map(({ id, title, uses, needs }) => ({ id, needs, title: title ?? id, note: uses, tone: 'idle' }))
}

/** A run as it stands: each step with its state, and how long it took or has taken. */
export function runBoxes(steps: readonly ShownRunStep[], planned: readonly ShownStep[], now: Date): readonly Box[] {
  const titles = new Map(planned.map(({ id, title }) => [id, title ?? id]))
  return steps.map(({ id, needs, state, started_at, ended_at }) => ({
    ...{ id, needs, title: titles.get(id) ?? id, tone: toneOf(state) },
    note: started_at === undefined ? state : `${state} · ${between(started_at, ended_at, now)}`,
  }))
}
