import type { ChangeRequest } from '../domain/change-request.ts'
import { answeredBy, type Confirmation } from '../domain/confirmation.ts'
import type { JsonObject } from '../domain/event.ts'
import type { UserId } from '../domain/ids.ts'
import { isRunPlan } from '../domain/plan.ts'
import { changes, confirmations, proposalLabel, runs } from '../domain/projections.ts'
import type { Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'
import { nameOf } from '../queries/names.ts'
import { en } from '../texts/en/texts.ts'
import { planTitle } from '../texts/plan-words.ts'

/** How a proposal stands. Over: nothing more comes of it. */
export const PROPOSAL_STATES = [
  'waiting',
  'awaits-approval',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'declined',
  'expired',
  'superseded',
] as const
export type ProposalState = (typeof PROPOSAL_STATES)[number]

export interface SeenProposal {
  /** The message by which it was made. */
  readonly proposal: string
  readonly state: ProposalState
  readonly title: string
  /** For the assistant. */
  readonly sentence: string
  readonly task?: string
  readonly change?: string
  readonly answeredBy?: string
}

const GOES_ON: ReadonlySet<ProposalState> = new Set(['waiting', 'awaits-approval', 'running'])

export const isOver = ({ state }: Pick<SeenProposal, 'state'>): boolean => !GOES_ON.has(state)

/** The proposal that a message made; undefined where it made none, or somebody else's did. */
export async function proposalOf(store: Documents, by: UserId, message: string): Promise<SeenProposal | undefined> {
  // A plan that was asked about once more is the newest.
  const [newest] = await store.list(confirmations, { labels: [proposalLabel(message)], limit: 1 })
  return newest?.by === by ? seen(store, newest) : undefined
}

export async function seen(store: Documents, confirmation: Confirmation): Promise<SeenProposal> {
  const { plan, proposal, state } = confirmation
  const base = { proposal: proposal?.message ?? '', title: planTitle(plan, en) }
  if (state.kind === 'open')
    return { ...base, state: 'waiting', sentence: 'It waits for a person to confirm it. You cannot.' }
  if (state.kind === 'expired')
    return { ...base, state: 'expired', sentence: 'Nobody confirmed it in time. Nothing was done.' }
  if (state.kind === 'superseded')
    return { ...base, state: 'superseded', sentence: `${state.reason} Nothing was done.` }
  const person = await nameOf(store, answeredBy(confirmation))
  if (state.kind === 'declined')
    return { ...base, answeredBy: person, state: 'declined', sentence: `${person} declined it. Nothing was done.` }
  const given = { ...base, answeredBy: person, sentence: `${person} confirmed it.` }
  const { became } = state
  if (became === undefined) return { ...given, state: 'succeeded' }
  const change = await store.get(changes, became)
  if (change) return { ...given, ...(await ofChange(store, change)) }
  if (!isRunPlan(plan)) return { ...given, ...taskIn(became), state: 'succeeded' }
  return { ...given, task: became, ...ofRun(await store.get(runs, became), given.sentence) }
}

const taskIn = (became: string): { readonly task?: string } => (became.startsWith('TASK-') ? { task: became } : {})

type Came = Pick<SeenProposal, 'state' | 'sentence' | 'task' | 'change'>

async function ofChange(store: Documents, { change, state }: ChangeRequest): Promise<Came> {
  switch (state.kind) {
    case 'pending':
      return { change, state: 'awaits-approval', sentence: `It is ${change} now and waits for a person to approve it.` }
    case 'started': {
      const run = state.task && (await store.get(runs, state.task))
      const sentence = `${change} was approved.`
      if (!state.task || !run) return { change, state: 'succeeded', sentence }
      return { change, task: state.task, ...ofRun(run, sentence) }
    }
    case 'declined':
      return { change, state: 'declined', sentence: `${change} was not approved. Nothing was done.` }
    case 'expired':
      return { change, state: 'expired', sentence: `Nobody approved ${change} in time. Nothing was done.` }
    case 'withdrawn':
      return { change, state: 'cancelled', sentence: `${change} was withdrawn. Nothing was done.` }
    case 'voided':
      return { change, state: 'superseded', sentence: `${state.reason} Nothing was done.` }
  }
}

function ofRun(run: Run | undefined, confirmed: string): Pick<SeenProposal, 'state' | 'sentence'> {
  const task = run?.task ?? 'Its task'
  switch (run?.state) {
    case undefined:
    case 'queued':
    case 'running':
      return { state: 'running', sentence: `${confirmed} ${task} ${run?.state === 'queued' ? 'waits' : 'runs'}.` }
    case 'succeeded':
      return { state: 'succeeded', sentence: `${confirmed} ${task} succeeded.` }
    case 'failed':
      return { state: 'failed', sentence: `${confirmed} ${task} failed: ${run?.failure?.reason ?? 'unknown why'}.` }
    case 'cancelled':
      return { state: 'cancelled', sentence: `${confirmed} ${task} was cancelled.` }
  }
}

export function proposalFacts({
  proposal,
  state,
  title,
  sentence,
  task,
  change,
  answeredBy,
}: SeenProposal): JsonObject {
  return {
    proposal,
    state,
    over: isOver({ state }),
    title,
    sentence,
    ...(task !== undefined && { task }),
    ...(change !== undefined && { change }),
    ...(answeredBy !== undefined && { answered_by: answeredBy }),
  }
}
