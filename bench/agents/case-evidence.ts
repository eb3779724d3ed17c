import { deployEvidenceSchema } from '../../jobs/agents/deploy-risk/evidence.ts'
import { remediateEvidenceSchema } from '../../jobs/agents/drift-fix/evidence.ts'
import { buildEvidenceSchema } from '../../jobs/agents/failure/build/evidence.ts'
import { triageEvidenceSchema } from '../../jobs/agents/failure/triage/evidence.ts'
import { monitorEvidenceSchema } from '../../jobs/agents/release-monitor/evidence.ts'
import type { AgentName } from './decide.ts'
import { sampleFrom } from './sample.ts'

type Written = Readonly<Record<string, unknown>>

/** The whole evidence of a case, checked: what a case leaves out is the same in all of them. */
export function evidenceOf(agent: AgentName, written: Written): unknown {
  switch (agent) {
    case 'build':
      return buildEvidenceSchema.parse({ service: 'billing', release: 'v2.3.0', ...written })
    case 'deploy':
      return deployEvidenceSchema.parse(withoutNulls({ ...USUAL_DEPLOYMENT, ...written }))
    case 'monitor':
      return monitorEvidenceSchema.parse({ ...USUAL_WINDOW, ...withSamples(written) })
    case 'remediate':
      return remediateEvidenceSchema.parse({ ...written, allowed: allowedIn(written) })
    case 'triage':
      return triageEvidenceSchema.parse(written)
  }
}

const USUAL_DEPLOYMENT: Written = {
  service: 'billing',
  environment: 'production',
  at: '2026-11-18T10:00:00Z',
  timeZone: 'Europe/Berlin',
  commits: 3,
  filesChanged: 6,
  linesChanged: 120,
  migrationsTouched: [],
  errorBudgetLeft: 0.9,
  recentFailures: 0,
  lastDeployFailed: false,
  firstDeploy: false,
  otherDeploysRunning: 0,
  isRollback: false,
  canaryPossible: true,
}

/** `null` takes something out that is usually there. */
function withoutNulls(written: Written): Written {
  return Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null))
}

const USUAL_WINDOW: Written = {
  service: 'billing',
  environment: 'production',
  health: { healthy: 2, unhealthy: 0 },
  minutes: 10,
}

interface WrittenTraffic {
  readonly requests: number
  readonly errors: number
  readonly latencies: readonly number[]
}

function withSamples(written: Written): Written {
  const traffic = ({ requests, errors, latencies }: WrittenTraffic) => ({
    requests,
    errors,
    latenciesMs: sampleFrom(latencies),
  })
  const { baseline, window, ...rest } = written
  return { ...rest, baseline: traffic(baseline as WrittenTraffic), window: traffic(window as WrittenTraffic) }
}

const USUALLY_ALLOWED = [
  { name: 'start-service', effect: 'change', fixes: ['stopped'] },
  { name: 'restart-service', effect: 'change', fixes: ['unhealthy'] },
  { name: 'redeploy', effect: 'change', fixes: ['version', 'config', 'unhealthy'] },
  { name: 'stop-instance', effect: 'danger', fixes: ['extra-instance'] },
  { name: 'replace-instance', effect: 'danger', fixes: ['unhealthy', 'stopped', 'unknown'] },
]

function allowedIn({ allowed }: Written): unknown {
  return allowed === 'usual' ? USUALLY_ALLOWED : allowed
}
