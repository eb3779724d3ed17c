import { html, type VNode } from './html.ts'

type Colour = 'good' | 'busy' | 'warn' | 'bad' | ''

/** How the states of tasks, places, changes and judgements are coloured; others are grey. */
const COLOURS: Readonly<Record<string, Colour>> = {
  ...{ succeeded: 'good', healthy: 'good', done: 'good', approved: 'good', go: 'good', started: 'good', live: 'good' },
  ...{ running: 'busy', queued: 'busy', pending: 'busy', active: 'busy', requested: 'busy' },
  ...{ watch: 'warn', unknown: 'warn', 'go-with-canary': 'warn', paused: 'warn', stopped: 'warn' },
  ...{ failed: 'bad', unhealthy: 'bad', 'roll-back': 'bad', hold: 'bad', declined: 'bad', lost: 'bad' },
}

/** A state in its colour; its word says it too, for whoever sees no colours. */
export function stateTag(state: string, word = state.replaceAll('-', ' ')): VNode {
  return html`<span class=${`tag ${COLOURS[state] ?? ''}`}>${word}</span>`
}
