import type { ChangeIntent } from '../capabilities/capabilities.ts'

/** What an assistant can never have: a person confirms, approves and rejects. */
type PeopleOnly = 'change.approve' | 'change.reject'

interface Proposing {
  readonly tool: string
  readonly title: string
  readonly says: string
}

/** What can be proposed. The compiler asks for each new change whether an assistant may propose it. */
export const PROPOSING: Readonly<Record<Exclude<ChangeIntent, PeopleOnly>, Proposing>> = {
  'build.start': { tool: 'propose_build', title: 'Propose a build', says: 'building a service' },
  'deploy.start': {
    tool: 'propose_deployment',
    title: 'Propose a deployment',
    says: 'deploying a version of a service',
  },
  'rollback.start': {
    tool: 'propose_rollback',
    title: 'Propose a rollback',
    says: 'bringing back the release that served before',
  },
  'deploy.schedule': {
    tool: 'propose_scheduled_deployment',
    title: 'Propose a deployment for later',
    says: 'deploying a version at a moment to come',
  },
  'deploy.promote': {
    tool: 'propose_promotion',
    title: 'Propose a promotion',
    says: 'deploying to an environment what serves in the one before it',
  },
  'deploy.lock': { tool: 'propose_lock', title: 'Propose a lock', says: 'locking a service against deployments' },
  'deploy.unlock': { tool: 'propose_unlock', title: 'Propose to unlock', says: 'taking a lock off a service' },
  'service.restart': { tool: 'propose_restart', title: 'Propose a restart', says: 'restarting what runs of a service' },
  'service.scale': {
    tool: 'propose_scaling',
    title: 'Propose to scale',
    says: 'changing how many instances of a service run',
  },
  'drift.fix': { tool: 'propose_drift_fix', title: 'Propose to fix a drift', says: 'fixing the drift of a device' },
  'workflow.start': {
    tool: 'propose_workflow',
    title: 'Propose to start a workflow',
    says: 'starting a workflow of the team',
  },
  'task.retry': { tool: 'propose_retry', title: 'Propose to retry a task', says: 'running a failed task again' },
  'task.cancel': { tool: 'propose_cancellation', title: 'Propose to cancel a task', says: 'stopping a task' },
  'change.submit': {
    tool: 'propose_for_approval',
    title: 'Propose a deployment that a second person approves',
    says: 'submitting a deployment for approval',
  },
}
