import type { UserId } from '../../domain/ids.ts'
import type { Run } from '../../domain/run.ts'
import type { Card } from './card.ts'

/** Says that a release which went live does not do well; undefined where there is nothing to say. */
export function releaseHealthCard({ plan, task, health }: Run, notify: UserId): Card | undefined {
  if (health?.verdict !== 'roll-back' || plan.kind === 'build') return undefined
  const { service, environment, release } = plan
  const back = plan.kind === 'deploy' ? ` To go back: roll back ${service} on ${environment}` : ''
  return {
    title: `${service} ${release.version} does not do well on ${environment}`,
    tone: 'danger',
    mention: notify,
    blocks: [{ kind: 'text', text: `${health.reasons.join(' ')}${back}` }],
    footnote: task,
  }
}
