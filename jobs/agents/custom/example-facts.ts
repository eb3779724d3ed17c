import type { DeployEvidence } from '../deploy-risk/evidence.ts'

/** Every fact there can be before a deployment. */
export const ALL_FACTS: Required<DeployEvidence> = {
  service: 'billionmail',
  environment: 'production',
  trial: false,
  at: '2026-03-02T09:00:00Z',
  timeZone: 'Europe/Berlin',
  liveCommit: '1a2b3c4d5e6f',
  newCommit: '6f5e4d3c2b1a',
  commits: 3,
  filesChanged: 5,
  linesChanged: 120,
  migrationsTouched: ['db/migrations/7_drop_legacy.sql'],
  errorBudgetLeft: 0.5,
  errorBudgetUnknown: false,
  recentFailures: 1,
  lastDeployFailed: true,
  firstDeploy: false,
  otherDeploysRunning: 0,
  isRollback: false,
  canaryPossible: false,
  strategy: 'blue-green',
}

const { service, environment, at, firstDeploy, isRollback, canaryPossible } = ALL_FACTS

/** What is known in any case. */
export const LEAST_FACTS: DeployEvidence = { service, environment, at, firstDeploy, isRollback, canaryPossible }
