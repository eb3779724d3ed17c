import type { Block } from '../domain/card.ts'
import { type Plan, planFields } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import { counted } from './words.ts'

/** A plan in full, as it is shown before anybody confirms it. */
export function planBlocks(plan: Plan): readonly Block[] {
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
