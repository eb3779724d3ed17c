import type { ShownTaskPage } from '../../api/shapes.ts'
import { html, type VNode } from '../../view/html.ts'
import { between } from '../../view/time.ts'

type Step = ShownTaskPage['steps'][number]

const SIGNS: Readonly<Record<string, string>> = {
  done: 'done',
  failed: 'failed',
  running: 'active',
  cancelled: 'failed',
}

/** Where on the line of the whole run a step lies, in percent of its width; undefined for one that has not started. */
export function stretchOf(
  step: Step,
  steps: readonly Step[],
  now: Date,
): { readonly x: number; readonly width: number } | undefined {
  if (step.started_at === undefined) return undefined
  const starts = steps.flatMap(({ started_at }) => (started_at === undefined ? [] : [Date.parse(started_at)]))
  const ends = steps.map(({ started_at, ended_at }) =>
    ended_at === undefined ? (started_at === undefined ? 0 : now.getTime()) : Date.parse(ended_at),
  )
  const first = Math.min(...starts)
  const whole = Math.max(1, Math.max(...ends) - first)
  const end = step.ended_at === undefined ? now.getTime() : Date.parse(step.ended_at)
  const x = ((Date.parse(step.started_at) - first) / whole) * 100
  return { x, width: Math.max(1, Math.min(100 - x, ((end - Date.parse(step.started_at)) / whole) * 100)) }
}

/** The steps in their order, each with how long it took and when in the whole it ran. */
export function stepsView({ steps, phase, state }: ShownTaskPage, now: Date): VNode {
  return html`<section class="panel" aria-label="Steps"><h2>Steps</h2>
    <ol class="steps timed">
      ${steps.map((step) => {
        const stretch = stretchOf(step, steps, now)
        const sign = SIGNS[step.state] ?? 'pending'
        return html`<li key=${step.id} class=${sign}>
          <span><span class="hidden">${step.state}: </span>${step.id}${step.state === 'running' && phase !== undefined && html` <span class="soft small">${phase}</span>`}</span>
          <span class="soft small">${step.started_at === undefined ? (state === 'running' ? 'waits' : '') : between(step.started_at, step.ended_at, now)}</span>
          <svg class="stretch" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${
            stretch && html`<rect x=${stretch.x} y="0" width=${stretch.width} height="4" rx="1" />`
          }</svg>
        </li>`
      })}
    </ol>
  </section>`
}
