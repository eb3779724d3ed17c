import type { CancelPlan, DeployPlan, Plan } from '../../domain/plan.ts'
import type { CanarySettings } from '../../ports/delivery.ts'
import type { Block, Field } from './card.ts'
import { counted, releaseName } from './words.ts'

/** What a plan would do, in one line. */
export function planTitle(plan: Plan): string {
  switch (plan.kind) {
    case 'build':
      return `Build ${plan.service} ${plan.release.version}`
    case 'deploy':
      return `Deploy ${plan.service} ${plan.release.version} to ${plan.environment}`
    case 'rollback':
      return `Roll back ${plan.service} on ${plan.environment} to ${plan.release.version}`
    case 'cancel':
      return `Cancel ${plan.task}`
  }
}

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

function deployFields({ service, environment, from, release, strategy, canary }: DeployPlan): readonly Field[] {
  return [
    { label: 'Service', value: service },
    { label: 'Environment', value: environment },
    { label: 'Version', value: `${from?.version ?? 'nothing'} → ${release.version}` },
    { label: 'Commit', value: release.sha.slice(0, 12) },
    { label: 'Strategy', value: canary ? `${strategy}: ${canaryWords(canary)}, then all` : strategy },
  ]
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

function commitBlocks({ kind, from, commits, commitCount }: DeployPlan): readonly Block[] {
  if (commits.length === 0) return []
  const ships = commitCount === 1 ? 'ships' : 'ship'
  const verb = kind === 'deploy' ? (from ? ships : 'in it') : 'taken out'
  const lines = commits.map(({ sha, subject, author }) => `${sha.slice(0, 7)} ${subject} (${author})`)
  const rest = commitCount - commits.length
  if (rest > 0) lines.push(`… and ${rest} more`)
  return [
    { kind: 'text', text: `${counted(commitCount, 'commit')} ${verb}:` },
    { kind: 'code', text: lines.join('\n') },
  ]
}
