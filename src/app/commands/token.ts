import { Command, InvalidArgumentError } from 'commander'
import type { ApiToken } from '../../domain/api-token.ts'
import { withLog } from './audit/open-log.ts'
import { readSettings } from './read-settings.ts'

interface Flags {
  readonly config?: string
}

interface CreateFlags extends Flags {
  readonly name: string
  readonly role: readonly string[]
  readonly service: readonly string[]
  readonly environment: readonly string[]
  readonly expires?: Date
  readonly holder?: string
  readonly proposes?: true
}

/** Tokens by which programs use the API: for whoever has the machine, also while an embedded bot runs. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('tokens for the API: create, list, revoke')
    .addCommand(
      withConfig(new Command('create'))
        .description('create a token and print it as the last line: it cannot be read again')
        .requiredOption('--name <name>', 'what it is called in lists and on cards', nameFrom)
        .requiredOption('--role <role>', 'what it may do; may be given several times', add, [])
        .option('--service <service>', 'only this service; may be given several times', add, [])
        .option('--environment <environment>', 'only this environment; may be given several times', add, [])
        .option('--expires <when>', 'a day, a moment, or from now: 2027-01-01, 90d, 12h', (typed) =>
          laterFrom(typed, new Date()),
        )
        .option('--holder <user>', 'whose it is, such as slack:U024BE7LH: for four eyes, what it asks for is theirs')
        .option('--proposes', 'it looks and asks, and a person confirms whatever it asks for')
        .action(create),
    )
    .addCommand(withConfig(new Command('list')).description('all tokens, with their last use').action(list))
    .addCommand(
      withConfig(new Command('revoke'))
        .description('end a token: from then on it opens nothing')
        .argument('<token>', 'its name or id')
        .action(revoke),
    )
}

const withConfig = (command: Command): Command =>
  command.option('--config <file>', 'the configuration file (default: shipmate.yaml, if there is one)')

async function create({
  config,
  name,
  role,
  service,
  environment,
  expires,
  holder,
  proposes,
}: CreateFlags): Promise<void> {
  const scope = {
    roles: role,
    ...(service.length > 0 && { services: service }),
    ...(environment.length > 0 && { environments: environment }),
  }
  const whose = { ...(holder !== undefined && { holder }), ...(proposes && { acts: 'proposer' as const }) }
  const wish = { name, scope, ...whose, ...(expires && { expiresAt: expires.toISOString() }) }
  const { token, secret } = await withLog(readSettings(config), ({ tokens }) => tokens.create(wish), { isMade: true })
  process.stdout.write(
    `Token ${token.name} (${token.token}): ${scopeWords(token)}. Keep it now: it is not shown again.\n${secret}\n`,
  )
}

async function list({ config }: Flags): Promise<void> {
  const tokens = await withLog(readSettings(config), (log) => log.tokens.list())
  const lines = tokens.map(
    (token) => `${token.token}  ${token.name}  ${scopeWords(token)}  ${stateWords(token, new Date())}`,
  )
  process.stdout.write(lines.length === 0 ? 'There are no tokens.\n' : `${lines.join('\n')}\n`)
}

async function revoke(called: string, { config }: Flags): Promise<void> {
  const token = await withLog(readSettings(config), ({ tokens }) => tokens.revoke(called))
  process.stdout.write(`Token ${token.name} (${token.token}) is revoked.\n`)
}

const ACTS = { program: '', proposer: ', proposes', person: ', as its holder', approver: ', as its holder, approves' }

function scopeWords({ scope: { roles, services, environments }, acts = 'program', holder }: ApiToken): string {
  const where = [...(services ?? []), ...(environments ?? [])]
  const may = roles.length === 0 ? 'all roles' : roles.join(', ')
  const whose = holder === undefined ? '' : `, held by ${holder}`
  return may + (where.length === 0 ? '' : ` for ${where.join(', ')}`) + whose + ACTS[acts]
}

function stateWords({ revokedAt, expiresAt, usedAt }: ApiToken, now: Date): string {
  if (revokedAt !== undefined) return `revoked ${revokedAt}`
  if (expiresAt !== undefined && new Date(expiresAt) <= now) return `expired ${expiresAt}`
  return usedAt === undefined ? 'never used' : `last used ${usedAt}`
}

const add = (typed: string, before: readonly string[]): readonly string[] => [...before, typed]

const LONGEST_NAME = 60

function nameFrom(typed: string): string {
  if (typed.trim() === '' || typed.length > LONGEST_NAME || /\p{Cc}/u.test(typed))
    throw new InvalidArgumentError(`It must be a name of at most ${LONGEST_NAME} characters.`)
  return typed.trim()
}

const DAY_MS = 86_400_000
const FROM_NOW_MS = { h: 3_600_000, d: DAY_MS, w: 7 * DAY_MS } as const

/** @throws {InvalidArgumentError} for what is no moment to come. */
function laterFrom(typed: string, now: Date): Date {
  const [, count, unit] = /^(\d{1,4})([hdw])$/.exec(typed) ?? []
  const when = unit
    ? new Date(now.getTime() + Number(count) * FROM_NOW_MS[unit as keyof typeof FROM_NOW_MS])
    : new Date(typed)
  if (Number.isNaN(when.getTime()) || when <= now)
    throw new InvalidArgumentError(
      'It must be a day or a moment to come, such as 2027-01-01, or a time from now: 12h, 90d, 4w.',
    )
  return when
}
