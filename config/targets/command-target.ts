import { isAbsolute, resolve } from 'node:path'
import { z } from 'zod'
import { COMMAND_VERBS, type CommandVerb, PLACEHOLDERS, placeholdersOf } from '../../src/domain/command-verbs.ts'
import { suggest } from '../near.ts'
import { command, seconds } from '../schema-values.ts'
import type { Secret } from '../secret.ts'
import { type GivenVariables, givenVariables, variablesParts } from './given-variables.ts'

/** What is deployed by commands of the team. Each is a list of arguments, never a shell string. */
export interface CommandTarget extends GivenVariables {
  readonly kind: 'command'
  readonly commands: Readonly<Partial<Record<CommandVerb, readonly string[]>>> & { readonly deploy: readonly string[] }
  /** Absolute; where they run. Left out: the files of the release. */
  readonly folder?: string
  /** Where users reach it. */
  readonly url?: string
  readonly timeoutSeconds: number
  readonly statusTimeoutSeconds: number
}

const argv = (verb: CommandVerb, description: string) =>
  command(description).superRefine((words, context) => {
    for (const [index, word] of words.entries()) {
      const problem = problemWith(word, verb)
      if (problem !== undefined) context.addIssue({ code: 'custom', path: [index], message: problem })
    }
  })

const ALL = Object.keys(PLACEHOLDERS)
const HOLDS = new RegExp(`\\{(${ALL.join('|')})\\}`)
const WHOLE = /^\{([A-Za-z]+)\}$/

function problemWith(word: string, verb: CommandVerb): string | undefined {
  const known = placeholdersOf(verb)
  const whole = WHOLE.exec(word)?.[1]
  if (whole !== undefined && !known.includes(whole)) return `{${whole}} means nothing here. ${suggest(whole, known)}`
  if (whole !== undefined || !HOLDS.test(word)) return undefined
  return 'a placeholder must be an argument of its own, or come by an environment variable such as SHIPMATE_VERSION'
}

/** What the `target` of a service may hold of it. */
export const commandTarget = z.strictObject({
  kind: z
    .literal('command')
    .describe('By commands of your own, such as helm, ssh or deploy.sh: [command-target.md](command-target.md)'),
  deploy: argv(
    'deploy',
    'Puts a release into service and ends with 0 when it serves. A list of arguments without a shell; `{version}`, `{sha}`, `{service}`, `{environment}` and `{from}` stand for themselves as whole arguments',
  ),
  rollback: argv('rollback', 'Restores an earlier release; `deploy` with that release when left out').optional(),
  status: argv(
    'status',
    'Ends with 0 when the service is healthy, and may say more as a JSON line. Without it, nobody knows the health',
  ).optional(),
  restart: argv('restart', 'Restarts what runs. Without it, the service cannot be restarted').optional(),
  scale: argv('scale', 'Runs `{count}` instances. Without it, the service cannot be scaled').optional(),
  logs: argv('logs', 'Writes the last `{count}` lines of the log. Without it, there are no logs').optional(),
  folder: z
    .string()
    .min(1)
    .optional()
    .describe('Where the commands run, relative to this file; the files of the release when left out'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where its users reach it, for people'),
  ...variablesParts('the commands'),
  timeoutSeconds: seconds('How long a command that changes something may take; then it is ended').default(900),
  statusTimeoutSeconds: seconds('How long `status` and `logs` may take').default(10),
})

type CommandSettings = z.output<typeof commandTarget>

export function commandTargetFrom(
  { kind, folder, url, env, secretsFrom, timeoutSeconds, statusTimeoutSeconds, ...commands }: CommandSettings,
  { folder: base, secrets }: { readonly folder: string; readonly secrets: Readonly<Record<string, Secret>> },
): CommandTarget {
  const given = COMMAND_VERBS.flatMap((verb) => (commands[verb] ? [[verb, commands[verb]] as const] : []))
  return {
    kind,
    commands: { ...Object.fromEntries(given), deploy: commands.deploy },
    ...(folder !== undefined && { folder: isAbsolute(folder) ? folder : resolve(base, folder) }),
    ...(url !== undefined && { url }),
    ...givenVariables({ env, secretsFrom }, secrets),
    timeoutSeconds,
    statusTimeoutSeconds,
  }
}
