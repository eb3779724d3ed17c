import type { Block, Card, Tone } from '../domain/card.ts'
import { type Confirmation, isDangerous } from '../domain/confirmation.ts'
import { type Plan, planFields, planTitle } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import { chosenCanaryBlocks, riskBlocks } from './risk-blocks.ts'
import { clockTime, counted } from './words.ts'

/** Asks before a change; once answered, shows what became of it. */
export function confirmationCard(confirmation: Confirmation, askedBy: string): Card {
  const { plan, buttons, expiresAt, risk, rule, note, again } = confirmation
  const open = confirmation.state.kind === 'open'
  const danger = isDangerous(confirmation)
  const facts: Block = {
    kind: 'fields',
    fields: [
      { label: 'Asked by', value: askedBy },
      ...(open ? [{ label: 'Expires', value: clockTime(expiresAt) }] : []),
    ],
  }
  if (!open) {
    const { tone, sentence } = outcome(confirmation, askedBy)
    return {
      title: planTitle(plan),
      tone,
      blocks: [
        ...planBlocks(plan),
        ...riskBlocks(risk),
        ...chosenCanaryBlocks(plan),
        facts,
        { kind: 'text', text: sentence },
      ],
    }
  }
  return {
    title: `${planTitle(plan)}?`,
    tone: danger ? 'danger' : 'warning',
    blocks: [
      ...planBlocks(plan),
      ...riskBlocks(risk),
      ...chosenCanaryBlocks(plan),
      facts,
      {
        kind: 'buttons',
        buttons: [
          { id: buttons.confirm, label: confirmLabel(confirmation), style: danger ? 'danger' : 'primary' },
          { id: buttons.cancel, label: plan.kind === 'cancel' ? 'Keep it running' : 'Cancel', style: 'plain' },
        ],
      },
    ],
    footnote: [again, note, rule].filter((line) => line !== undefined).join(' '),
  }
}

function confirmLabel({ plan, risk }: Confirmation): string {
  if (plan.kind === 'cancel') return 'Stop it'
  return risk?.verdict === 'hold' ? 'Deploy anyway' : 'Confirm'
}

function outcome(
  { plan, state, risk }: Confirmation,
  askedBy: string,
): { readonly tone: Tone; readonly sentence: string } {
  const over = risk?.verdict === 'hold' ? ', overriding the hold' : ''
  switch (state.kind) {
    case 'open':
      return { tone: 'warning', sentence: 'Waiting for an answer.' }
    case 'given':
      return { tone: 'neutral', sentence: `✓ Confirmed by ${askedBy} at ${clockTime(state.at)}${over}.` }
    case 'declined': {
      // “Cancelled” would say that the task was.
      const what = plan.kind === 'cancel' ? 'Kept running' : 'Cancelled'
      return { tone: 'neutral', sentence: `${what} by ${askedBy} at ${clockTime(state.at)}. Nothing was done.` }
    }
    case 'expired':
      return {
        tone: 'neutral',
        sentence: 'Expired without an answer. Nothing was done; ask again if you still want it.',
      }
    case 'superseded':
      return { tone: 'neutral', sentence: `${state.reason} Nothing was done on this card.` }
  }
}

/** A plan in full, as it is shown before anybody confirms it. */
function planBlocks(plan: Plan): readonly Block[] {
  return [{ kind: 'fields', fields: planFields(plan) }, ...('commits' in plan ? commitBlocks(plan) : [])]
}

function commitBlocks({ kind, from, opposite, ...changes }: DeployPlan): readonly Block[] {
  const brought = (count: number): string => (from ? (count === 1 ? 'ships' : 'ship') : 'included')
  const removed = (): string => 'removed'
  const [own, other] = kind === 'deploy' ? [brought, removed] : [removed, brought]
  return [...commitList(changes, own), ...(opposite ? commitList(opposite, other) : [])]
}

function commitList(
  { commits, commitCount }: Pick<DeployPlan, 'commits' | 'commitCount'>,
  what: (count: number) => string,
): readonly Block[] {
  if (commits.length === 0) return []
  const lines = commits.map(({ sha, subject, author }) => `${sha.slice(0, 7)} ${subject} (${author})`)
  const rest = commitCount - commits.length
  if (rest > 0) lines.push(`… and ${rest} more`)
  return [
    { kind: 'text', text: `${counted(commitCount, 'commit')} ${what(commitCount)}:` },
    { kind: 'code', text: lines.join('\n') },
  ]
}
