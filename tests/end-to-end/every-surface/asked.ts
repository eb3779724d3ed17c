import type { Slots } from '../../../src/domain/understanding.ts'

export interface Asked {
  /** How people say it. */
  readonly words: string
  /** The same as data. */
  readonly slots?: Slots
  /** The tool of MCP that asks for it, or why there is none. */
  readonly mcp: string | { readonly none: string }
  /** What must be so that there is something to ask. */
  readonly before?: Request
  /** What undoes it, so that the next who asks finds what this one found. */
  readonly after?: Request
}

interface Request {
  readonly intent: string
  readonly slots: Slots
}

const NOT_YET = { none: 'Nobody can have it yet, so no tool offers it.' }
const SMALL_TALK = { none: 'Small talk tells an assistant nothing.' }
const PEOPLE_ONLY = { none: 'A person approves, rejects and confirms.' }
const at = { service: 'billionmail', environment: 'production' }
const service = 'billionmail'
const lock = { intent: 'deploy.lock', slots: at }
const unlock = { intent: 'deploy.unlock', slots: at }

/** Each intent of the catalog, said and as data. */
export const ASKED: Readonly<Record<string, Asked>> = {
  // The first, while nothing is open anywhere.
  'confirm.yes': { words: 'yes', mcp: PEOPLE_ONLY },
  'confirm.no': { words: 'no', mcp: PEOPLE_ONLY },
  'build.status': { words: 'how is the build of billionmail?', slots: { service }, mcp: 'look_up' },
  'deploy.start': {
    words: 'deploy billionmail v1.1.0 to production',
    slots: { ...at, ref: 'v1.1.0' },
    mcp: 'propose_deployment',
  },
  'deploy.schedule': {
    words: 'deploy billionmail v1.1.0 to production at 2031-03-10T09:00:00Z',
    slots: { ...at, ref: 'v1.1.0', at: '2031-03-10T09:00:00Z' },
    mcp: 'propose_scheduled_deployment',
  },
  'deploy.promote': { words: 'promote billionmail to production', slots: at, mcp: 'propose_promotion' },
  'deploy.status': { words: 'status of billionmail in production', slots: at, mcp: 'look_up' },
  'deploy.history': {
    words: 'show the last 5 deployments of billionmail',
    slots: { service, count: 5 },
    mcp: 'look_up',
  },
  'deploy.diff': {
    words: 'what would ship to production for billionmail?',
    slots: at,
    mcp: 'look_up',
  },
  'deploy.check': { words: 'can I deploy billionmail to production now?', slots: at, mcp: 'look_up' },
  'deploy.lock': { words: 'lock billionmail in production', slots: at, mcp: 'propose_lock', after: unlock },
  'deploy.unlock': {
    words: 'unlock billionmail in production',
    slots: at,
    mcp: 'propose_unlock',
    before: lock,
    after: unlock,
  },
  'rollback.start': { words: 'roll back billionmail in production', slots: at, mcp: 'propose_rollback' },
  'device.failures': { words: 'which devices have deployment failures?', mcp: 'look_up' },
  'logs.show': {
    words: 'show the last 5 log lines of billionmail in production',
    slots: { ...at, count: 5 },
    mcp: 'look_up',
  },
  'service.restart': { words: 'restart billionmail in production', slots: at, mcp: 'propose_restart' },
  'service.scale': {
    words: 'scale billionmail in production to 3 instances',
    slots: { ...at, count: 3 },
    mcp: 'propose_scaling',
  },
  'health.check': { words: 'is billionmail healthy in production?', slots: at, mcp: 'look_up' },
  'circuit.list': { words: 'which circuit breakers are open?', mcp: NOT_YET },
  'integration.status': { words: 'are there any integration failures?', mcp: NOT_YET },
  'metrics.query': {
    words: 'what is the error rate of billionmail in production?',
    slots: { ...at, metric: 'error_rate' },
    mcp: 'look_up',
  },
  'slo.status': { words: 'error budget of billionmail', slots: { service }, mcp: 'look_up' },
  'drift.list': { words: 'is there any drift?', mcp: 'look_up' },
  'drift.fix': { words: 'fix the drift on device web-1', slots: { device: 'web-1' }, mcp: 'propose_drift_fix' },
  'change.submit': {
    words: 'submit billionmail v1.1.0 to production for approval',
    slots: { ...at, ref: 'v1.1.0' },
    mcp: 'propose_for_approval',
  },
  'change.list': { words: 'show pending approvals', slots: { state: 'pending' }, mcp: 'look_up' },
  'change.show': { words: 'show CHG-7', slots: { change: 'CHG-7' }, mcp: 'look_up' },
  'change.approve': { words: 'approve CHG-7', slots: { change: 'CHG-7' }, mcp: PEOPLE_ONLY },
  'change.reject': { words: 'reject CHG-7', slots: { change: 'CHG-7' }, mcp: PEOPLE_ONLY },
  'task.list': { words: 'which tasks are running?', slots: { state: 'running' }, mcp: 'look_up' },
  'task.status': { words: 'status of TASK-7', slots: { task: 'TASK-7' }, mcp: 'look_up' },
  'task.cancel': { words: 'cancel TASK-7', slots: { task: 'TASK-7' }, mcp: 'propose_cancellation' },
  'task.retry': { words: 'retry TASK-7', slots: { task: 'TASK-7' }, mcp: 'propose_retry' },
  'workflow.list': { words: 'which workflows are there?', mcp: 'look_up' },
  'workflow.start': {
    words: 'run the rotate-keys workflow',
    slots: { workflow: 'rotate-keys' },
    mcp: 'propose_workflow',
  },
  'workflow.status': {
    words: 'status of the rotate-keys workflow',
    slots: { workflow: 'rotate-keys' },
    mcp: 'look_up',
  },
  'incident.open': { words: 'open an incident: mail is down', slots: { title: 'mail is down' }, mcp: NOT_YET },
  'incident.list': { words: 'which incidents are open?', slots: { state: 'open' }, mcp: NOT_YET },
  'incident.ack': { words: 'acknowledge INC-3', slots: { incident: 'INC-3' }, mcp: NOT_YET },
  'incident.resolve': { words: 'resolve INC-3', slots: { incident: 'INC-3' }, mcp: NOT_YET },
  'oncall.show': { words: 'who is on call for billionmail?', slots: { service }, mcp: NOT_YET },
  'review.start': { words: 'review pull request 12 of billionmail', slots: { service, pr: 12 }, mcp: NOT_YET },
  'test.run': { words: 'run the unit tests of billionmail', slots: { service, suite: 'unit' }, mcp: NOT_YET },
  'test.generate': {
    words: 'generate unit tests for the OrderService class',
    slots: { target: 'OrderService' },
    mcp: NOT_YET,
  },
  'agent.list': { words: 'which agents are there?', mcp: 'look_up' },
  'bot.create': {
    words: 'create bot Hexon for order tracking',
    slots: { bot: 'hexon', title: 'order tracking' },
    mcp: NOT_YET,
  },
  'bot.list': { words: 'which bots are there?', mcp: NOT_YET },
  'bot.delete': { words: 'delete bot Hexon', slots: { bot: 'hexon' }, mcp: NOT_YET },
  'guideline.add': {
    words: 'whenever someone deploys on a Friday, ask them for a rollback plan',
    slots: { title: 'whenever someone deploys on a Friday, ask them for a rollback plan' },
    mcp: NOT_YET,
  },
  'guideline.list': { words: 'list the guidelines', mcp: NOT_YET },
  'guideline.remove': { words: 'remove guideline 2', slots: { guideline: '2' }, mcp: NOT_YET },
  'access.show': { words: 'what am I allowed to do?', mcp: 'look_up' },
  'help.show': { words: 'help', mcp: 'look_up' },
  'chat.greet': { words: 'hello', mcp: SMALL_TALK },
  'chat.thank': { words: 'thank you', mcp: SMALL_TALK },
  out_of_scope: { words: 'what is the capital of France?', mcp: NOT_YET },
  // The last, since its tasks show in the others.
  'build.start': { words: 'build billionmail v1.1.0', slots: { service, ref: 'v1.1.0' }, mcp: 'propose_build' },
}
