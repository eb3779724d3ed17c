import fc from 'fast-check'
import type { DeployEvidence, DeployRisk } from '../../../jobs/agents/deploy-risk/evidence.ts'
import type { RemediateEvidence, RemediationChoice } from '../../../jobs/agents/drift-fix/evidence.ts'
import { type BuildEvidence, CAUSE_KINDS, type Diagnosis } from '../../../jobs/agents/failure/build/evidence.ts'
import type { TriageEvidence, TriageReport } from '../../../jobs/agents/failure/triage/evidence.ts'
import {
  MONITOR_VERDICTS,
  type MonitorAnswer,
  type MonitorEvidence,
} from '../../../jobs/agents/release-monitor/evidence.ts'
import { DRIFT_KINDS } from '../../../src/domain/drift-kind.ts'
import { RUN_PLAN_KINDS } from '../../../src/domain/plan.ts'
import { RISK_VERDICTS } from '../../../src/domain/risk.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const sentence = text.map((inner) => `${inner}.`)
const sentences = fc.array(sentence, { minLength: 1, maxLength: 8 })
const count = fc.nat({ max: 1_000_000 })
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString())

/** Pieces that mean something to some pattern, in any order and company. */
const PIECES = [
  'npm error code ERESOLVE',
  'npm ERR! code 1',
  ' FAIL  a.test.ts > b',
  'AssertionError: expected 1 to be 2',
  '1) x',
  '  1 failing',
  '--- FAIL: TestA (0.0s)',
  'a/b.ts(1,2): error TS2322: no',
  'ENOSPC: no space left on device',
  'connect ECONNREFUSED 127.0.0.1:5432',
  'listen EADDRINUSE: address already in use :::80',
  'sh: 1: x: not found',
  'fatal: not our ref abcdef0',
  '\u001b[31mKilled\u001b[0m',
  'progress 10%\rprogress 20%\r',
  '\u202eevil\u0000',
  '',
]
const line = fc.oneof(text, fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 60 }))
const log: fc.Arbitrary<string> = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'))

export const buildEvidence: fc.Arbitrary<BuildEvidence> = fc.record({ service: text, release: text, log })

export const deployEvidence: fc.Arbitrary<DeployEvidence> = fc.record(
  {
    service: text,
    environment: text,
    trial: fc.boolean(),
    at: instant,
    timeZone: fc.oneof(fc.constantFrom('Europe/Berlin', 'Asia/Kolkata', 'UTC'), text),
    commits: count,
    filesChanged: count,
    linesChanged: count,
    migrationsTouched: fc.array(text),
    errorBudgetLeft: fc.double({ min: 0, max: 1, noNaN: true }),
    errorBudgetUnknown: fc.boolean(),
    recentFailures: fc.nat({ max: 9 }),
    lastDeployFailed: fc.boolean(),
    firstDeploy: fc.boolean(),
    otherDeploysRunning: fc.nat({ max: 9 }),
    isRollback: fc.boolean(),
    canaryPossible: fc.boolean(),
  },
  { requiredKeys: ['service', 'environment', 'at', 'firstDeploy', 'isRollback', 'canaryPossible'] },
)

const ms = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })
const traffic = fc
  .record({
    requests: count,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    latenciesMs: fc.oneof(
      fc.array(ms, { maxLength: 400 }),
      fc.array(fc.record({ upToMs: ms, count }), { maxLength: 12 }),
    ),
  })
  .map(({ requests, share, latenciesMs }) => ({ requests, errors: Math.floor(requests * share), latenciesMs }))

export const monitorEvidence: fc.Arbitrary<MonitorEvidence> = fc.record({
  service: text,
  environment: text,
  baseline: traffic,
  window: traffic,
  health: fc.record({ healthy: fc.nat({ max: 9 }), unhealthy: fc.nat({ max: 9 }) }),
  minutes: fc.double({ min: 0.1, max: 1e6, noNaN: true }),
})

const remediation = fc.constantFrom('restart', 'redeploy', 'replace', 'wipe')
export const remediateEvidence: fc.Arbitrary<RemediateEvidence> = fc.record({
  drift: fc.record(
    {
      kind: fc.constantFrom(...DRIFT_KINDS),
      device: text,
      service: text,
      environment: text,
      trial: fc.boolean(),
      expected: text,
      actual: text,
      sinceMinutes: fc.double({ min: 0, max: 1e9, noNaN: true }),
      failedAttempts: fc.array(fc.record({ remediation, times: fc.integer({ min: 1, max: 5 }) }), { maxLength: 5 }),
    },
    { requiredKeys: ['kind', 'environment', 'sinceMinutes', 'failedAttempts'] },
  ),
  allowed: fc.array(
    fc.record({
      name: remediation,
      effect: fc.constantFrom('change' as const, 'danger' as const),
      fixes: fc.array(fc.constantFrom(...DRIFT_KINDS)),
    }),
    { maxLength: 6 },
  ),
})

const kind = fc.constantFrom(...RUN_PLAN_KINDS)
const path = fc.constantFrom('src/a.ts', 'a.test.ts', 'package.json', 'x')
export const triageEvidence: fc.Arbitrary<TriageEvidence> = fc.record(
  {
    run: fc.record(
      { task: text, kind, service: text, environment: text, release: text, step: text, reason: text, logTail: log },
      { requiredKeys: ['task', 'kind', 'service', 'release', 'reason'] },
    ),
    blame: fc.array(fc.record({ path, author: fc.string({ minLength: 1 }), at: instant, commit: text })),
    recent: fc.array(
      fc.record(
        {
          task: text,
          kind,
          environment: text,
          release: fc.constantFrom('v1', 'v2', 'v3'),
          outcome: fc.constantFrom('succeeded' as const, 'failed' as const, 'cancelled' as const),
          reason: text,
        },
        { requiredKeys: ['task', 'kind', 'release', 'outcome'] },
      ),
    ),
  },
  { requiredKeys: ['run', 'recent'] },
)

export const diagnosis: fc.Arbitrary<Diagnosis> = fc.record({
  kind: fc.constantFrom(...CAUSE_KINDS),
  cause: sentence,
  nextStep: sentence,
  lines: fc.array(fc.record({ number: fc.integer({ min: 1, max: 99 }), text }), { minLength: 1, maxLength: 8 }),
})
export const deployRisk: fc.Arbitrary<DeployRisk> = fc.record({
  verdict: fc.constantFrom(...RISK_VERDICTS),
  reasons: sentences,
})
export const monitorAnswer: fc.Arbitrary<MonitorAnswer> = fc.record({
  verdict: fc.constantFrom(...MONITOR_VERDICTS),
  reasons: sentences,
})
export const remediationChoice: fc.Arbitrary<RemediationChoice> = fc.record(
  { remediation, confirm: fc.boolean(), reasons: sentences },
  { requiredKeys: ['confirm', 'reasons'] },
)
export const triageReport: fc.Arbitrary<TriageReport> = fc.record(
  {
    cause: sentence,
    likelyOwner: fc.record({ name: sentence, because: sentence }),
    next: sentences,
    isRegression: fc.boolean(),
  },
  { requiredKeys: ['cause', 'next'] },
)
