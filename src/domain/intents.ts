/**
 * What this bot can do today: the intents it answers or carries out, with one example each for the help. Which service and
 * environment it names is up to whom it is shown to; see examples.ts.
 */
export const READS = {
  'deploy.status': 'status of {service} on {environment}',
  'deploy.history': 'show the last 5 deployments',
  'deploy.diff': 'what would ship to {environment}?',
  'build.status': 'build status of {service}',
  'health.check': 'check health',
  'metrics.query': 'error rate of {service} in the last hour',
  'drift.list': 'what has drifted?',
  'slo.status': 'error budget of {service}',
  'task.list': 'list tasks',
  'task.status': 'status of TASK-1',
  'agent.list': 'which agents are there?',
  'access.show': 'what am I allowed to do?',
  'help.show': 'help',
  'chat.greet': 'hello',
  'chat.thank': 'thank you',
} as const

export const CHANGES = {
  'build.start': 'build {service} with no cache',
  'deploy.start': 'deploy {service} to {environment}',
  'rollback.start': 'roll back {service} on {environment}',
  'drift.fix': 'fix the drift of {service}',
  'task.cancel': 'cancel TASK-1',
} as const

export type ReadIntent = keyof typeof READS
export type ChangeIntent = keyof typeof CHANGES
/** Changes that are planned from their own slots; what mends a drift is one of these in the end. */
export type PlannedIntent = Exclude<ChangeIntent, 'drift.fix'>

export const isRead = (intent: string): intent is ReadIntent => Object.hasOwn(READS, intent)
export const isChange = (intent: string): intent is ChangeIntent => Object.hasOwn(CHANGES, intent)

export const ALL_INTENTS: readonly (ReadIntent | ChangeIntent)[] = [
  ...(Object.keys(READS) as ReadIntent[]),
  ...(Object.keys(CHANGES) as ChangeIntent[]),
]
