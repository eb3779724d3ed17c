import { Command, InvalidArgumentError } from 'commander'
import { plainText } from '../../../adapters/chat/terminal/plain-text.ts'
import { changeForm, meForm, type SeenChange } from './client/answers.ts'
import { type ApiClient, RefusedByBotError } from './client/api-client.ts'
import { askPerson, isPersonThere } from './client/ask-person.ts'
import { askedCommand, print, printJson } from './client/asked-command.ts'
import { type ConnectFlags, connectBot } from './client/connect.ts'
import { openConversation } from './client/conversation.ts'
import { EXIT } from './client/exit-codes.ts'

const NOT_THERE = 404

interface ApproveFlags extends ConnectFlags {
  readonly yes?: true
}

/** Approves a change request as the person whose token it is. */
export function approveCommand(): Command {
  const command = new Command('approve')
    .description('show a change request and approve it; takes a personal token of somebody who may')
    .argument('<change>', 'such as CHG-3', changeFrom)
    .option('--yes', 'approve without asking again')
  return askedCommand(command, approve)
}

async function approve(change = '', flags: ApproveFlags): Promise<number> {
  const client = connectBot(flags)
  const before = await client.get(`/changes/${change}`, changeForm)
  if (!flags.json) print(described(before))
  if (!flags.yes && !(await isWanted(change, flags))) {
    process.stderr.write(`${change} is not approved. Say yes in a terminal, or give --yes.\n`)
    return EXIT.unconfirmed
  }
  if (await isProgram(client)) {
    process.stderr.write(`${change} is not approved: this token is a program's, and approving takes a person.\n`)
    return EXIT.denied
  }
  const conversation = await openConversation(client)
  const answer = await conversation.say(`approve ${change}`)
  const after = await client.get(`/changes/${change}`, changeForm)
  await conversation.close()
  const isApproved = after.approvals.length > before.approvals.length || after.state === 'started'
  if (flags.json) printJson({ approved: isApproved, answer: answer.content, change: after })
  else print(`\n${plainText(answer.content)}`)
  return isApproved ? EXIT.done : EXIT.notDone
}

const isWanted = async (change: string, { json }: ApproveFlags): Promise<boolean> =>
  !json && isPersonThere() && /^y(es)?$/i.test(await askPerson(`Approve ${change}? [y/N] `))

/** A bot of an earlier version cannot say. */
async function isProgram(client: ApiClient): Promise<boolean> {
  try {
    return (await client.get('/me', meForm)).kind === 'token'
  } catch (error) {
    if (error instanceof RefusedByBotError && error.status === NOT_THERE) return false
    throw error
  }
}

function described({
  id,
  kind,
  state,
  service,
  environment,
  release,
  by,
  reason,
  risk,
  approvals,
  plan_hash,
}: SeenChange): string {
  const what = [kind, service, release?.version, environment && `on ${environment}`].filter(Boolean).join(' ')
  const lines = [
    `${id}: ${what} (${state})`,
    `Asked by ${by}${reason === undefined ? '' : `: ${reason}`}`,
    ...(release ? [`Commit ${release.commit}`] : []),
    ...(risk ? [`Risk: ${[risk.verdict, ...risk.reasons].join('. ')}`] : []),
    `Approved so far by: ${approvals.map((given) => given.by).join(', ') || 'nobody'}`,
    `Plan ${plan_hash.slice(0, 12)}`,
  ]
  return plainText(lines.join('\n'))
}

function changeFrom(typed: string): string {
  const [, number] = /^(?:chg-?)?(\d{1,9})$/i.exec(typed) ?? []
  if (number === undefined) throw new InvalidArgumentError('It must be a change request, such as CHG-3.')
  return `CHG-${Number(number)}`
}
