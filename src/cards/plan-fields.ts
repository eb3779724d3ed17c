import type { Block, Field } from '../domain/card.ts'
import { type CancelPlan, type DeployPlan, goesTheOtherWay, type Plan } from '../domain/plan.ts'
import type { CanarySettings } from '../domain/release.ts'
import { counted, releaseName } from './words.ts'

/** A plan in full, as it is shown before anybody confirms it. */
export function planBlocks(plan: Plan): readonly Block[] {
  switch (plan.kind) {
    case 'build':
      return [
        {
          kind: 'fields',
          fields: [
            { label: 'Service', value: plan.service },
            { label: 'Commit', value: releaseName(plan.release) },
            { label: 'Strategy', value: plan.strategy },
          ],
        },
      ]
    case 'deploy':
    case 'rollback':
      return [{ kind: 'fields', fields: deployFields(plan) }, ...commitBlocks(plan)]
    case 'cancel':
      return [{ kind: 'fields', fields: cancelFields(plan) }]
  }
}

function deployFields(plan: DeployPlan): readonly Field[] {
  const { service, environment, release, strategy, canary } = plan
  return [
    { label: 'Service', value: service },
    { label: 'Environment', value: environment },
    { label: 'Version', value: versionChange(plan) },
    { label: 'Commit', value: release.sha.slice(0, 12) },
    { label: 'Strategy', value: canary ? `${strategy}: ${canaryWords(canary)}, then all` : strategy },
  ]
}

/** `v1.0.0 → v1.1.0`, with a note on a deployment to an older release or a rollback to a newer one. */
export function versionChange(plan: DeployPlan): string {
  return `${plan.from?.version ?? 'nothing'} → ${plan.release.version}${direction(plan)}`
}

/** `10 % of the requests for up to 10 min` */
export function canaryWords({ percent, minutes }: CanarySettings): string {
  return `${percent} % of the requests for up to ${minutes} min`
}

function cancelFields({ task, title, reason }: CancelPlan): readonly Field[] {
  return [
    { label: 'Task', value: task },
    { label: 'What it does', value: title },
    ...(reason === undefined ? [] : [{ label: 'Reason', value: reason }]),
  ]
}

function direction(plan: DeployPlan): string {
  if (!goesTheOtherWay(plan)) return ''
  return plan.kind === 'deploy' ? ' (a downgrade)' : ' (an upgrade)'
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
