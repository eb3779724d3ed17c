/** What a team's own commands can be told to do, where a service is deployed by commands. */
export const COMMAND_VERBS = ['deploy', 'rollback', 'status', 'restart', 'scale', 'logs'] as const
export type CommandVerb = (typeof COMMAND_VERBS)[number]

const EVERYWHERE = ['service', 'environment'] as const
const OF_A_RELEASE = [...EVERYWHERE, 'version', 'sha', 'from', 'fromSha', 'task'] as const

const BY_VERB = {
  deploy: OF_A_RELEASE,
  rollback: OF_A_RELEASE,
  status: EVERYWHERE,
  restart: [...EVERYWHERE, 'version', 'sha', 'task'],
  scale: [...EVERYWHERE, 'count', 'task'],
  logs: [...EVERYWHERE, 'count'],
} as const satisfies Record<CommandVerb, readonly string[]>

/** What stands in a command for what is known when it runs: the name of the placeholder, and of its variable. */
export const PLACEHOLDERS = {
  service: 'SHIPMATE_SERVICE',
  environment: 'SHIPMATE_ENVIRONMENT',
  version: 'SHIPMATE_VERSION',
  sha: 'SHIPMATE_COMMIT',
  from: 'SHIPMATE_FROM_VERSION',
  fromSha: 'SHIPMATE_FROM_COMMIT',
  count: 'SHIPMATE_COUNT',
  task: 'SHIPMATE_TASK',
} as const
export type Placeholder = keyof typeof PLACEHOLDERS

export function placeholdersOf(verb: CommandVerb): readonly string[] {
  return BY_VERB[verb]
}
