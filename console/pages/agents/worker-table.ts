import { html, type VNode } from '../../view/html.ts'
import { duration } from '../../view/time.ts'

export interface ShownWorker {
  readonly id: string
  readonly name: string
  readonly host: string
  readonly state: 'live' | 'lost'
  readonly takes: readonly string[]
  readonly models: readonly string[]
  readonly in_hand: number
  readonly capacity: number
  readonly registered_for_ms: number
  readonly last_seen_ms: number
  readonly judges: readonly { readonly name: string; readonly model?: string; readonly in_hand: number }[]
}

/** Every process that takes steps, with the agents in it. */
export function workerTable(workers: readonly ShownWorker[]): VNode {
  if (workers.length === 0) return html`<p class="empty">No worker is there. Work waits until one is.</p>`
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Workers"><table class="table">
    <thead><tr><th scope="col">Worker</th><th scope="col">State</th><th scope="col">In hand</th><th scope="col">Takes</th><th scope="col">Judges</th><th scope="col">Here for</th><th scope="col">Last seen</th></tr></thead>
    <tbody>${workers.map(row)}</tbody></table></div>`
}

function row(worker: ShownWorker): VNode {
  const { id, name, host, state, in_hand, capacity, takes, judges, registered_for_ms, last_seen_ms } = worker
  return html`<tr key=${id}>
    <td><strong>${name}</strong><br /><span class="soft">${host}</span></td>
    <td><span class=${`tag ${state === 'live' ? 'good' : 'bad'}`}>${state}</span></td>
    <td>${in_hand} of ${capacity}</td>
    <td>${takes.join(', ')}</td>
    <td>${judges.map((agent) => (agent.model === undefined ? agent.name : `${agent.name} with ${agent.model}`)).join(', ')}</td>
    <td>${duration(registered_for_ms)}</td><td>${duration(last_seen_ms)} ago</td>
  </tr>`
}
