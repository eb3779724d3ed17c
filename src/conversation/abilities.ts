/** What this bot can do today: the intents it answers or carries out, with one example each for the help. */
export const READS = {
  'deploy.status': 'status of billionmail on production',
  'deploy.history': 'show the last 5 deployments',
  'deploy.diff': 'what would ship to production?',
  'build.status': 'build status of billionmail',
  'health.check': 'check health',
  'metrics.query': 'error rate of billionmail in the last hour',
  'drift.list': 'what has drifted?',
  'slo.status': 'error budget of billionmail',
  'task.list': 'list tasks',
  'task.status': 'status of TASK-1',
  'agent.list': 'which agents are there?',
  'access.show': 'what am I allowed to do?',
  'help.show': 'help',
  'chat.greet': 'hello',
  'chat.thank': 'thank you',
} as const

export const CHANGES = {
  'build.start': 'build billionmail v1.1.0 with no cache',
  'deploy.start': 'deploy billionmail v1.1.0 to staging',
  'rollback.start': 'roll back billionmail on production',
  'drift.fix': 'fix the drift of billionmail',
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

/** How to ask for it, as an example. */
export function exampleOf(intent: string): string | undefined {
  if (isRead(intent)) return READS[intent]
  return isChange(intent) ? CHANGES[intent] : undefined
}
