import type { MonitorEvidence } from './evidence.ts'
import type { Finding } from './finding.ts'

/** What the health checks of the new instances say. */
export function lookAtHealth({ health: { healthy, unhealthy }, sameTime }: MonitorEvidence): Finding | undefined {
  const all = healthy + unhealthy
  // The health of a canary is in doubt while it is asked a second time, and that is said in words of its own.
  if (all === 0 && sameTime) return undefined
  if (all === 0) return { verdict: 'healthy', sentence: 'The health checks have no result yet.' }
  if (unhealthy === 0) return undefined
  const sentence =
    healthy === 0
      ? `No instance passes its health check (${unhealthy} of ${all} fail).`
      : `${unhealthy} of ${all} instances ${unhealthy === 1 ? 'fails its' : 'fail their'} health check.`
  return { verdict: unhealthy * 2 >= all ? 'roll-back' : 'watch', sentence }
}
