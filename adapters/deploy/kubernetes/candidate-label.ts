import type { Named } from './live-objects.ts'
import { UnfitError } from './undertaking.ts'

/** What stands beside a Deployment or a Service for a while. Only its own pods have it, too: the selectors overlap otherwise. */
export const CANDIDATE_LABEL = { 'shipmate.dev/candidate': 'true' } as const

/** An object of the same name without the label is the team's: it is neither changed nor removed. */
export function isCandidate(labels: Readonly<Record<string, string>>): boolean {
  return labels['shipmate.dev/candidate'] === CANDIDATE_LABEL['shipmate.dev/candidate']
}

export function notOurs(kind: 'Deployment' | 'Service', { name, namespace }: Named): UnfitError {
  return new UnfitError(
    `The ${kind} ${name} in the namespace ${namespace} is not Shipmate's, which needs that name for the new release. Nothing was changed.`,
    'Give it another name, or deploy with rolling; then ask again.',
  )
}
