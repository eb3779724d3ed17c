import { Command, InvalidArgumentError } from 'commander'
import { plainText } from '../../../adapters/chat/terminal/plain-text.ts'
import { answeredForm, changeForm, type SeenChange } from './client/answers.ts'
import { askPerson, isPersonThere } from './client/ask-person.ts'
import { askedCommand, print, printJson } from './client/asked-command.ts'
import { type ConnectFlags, connectBot } from './client/connect.ts'
import { EXIT } from './client/exit-codes.ts'

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
  // Of the plan that was shown: one that has moved meanwhile is refused.
  const body = { answer: 'approve', plan_hash: before.plan_hash }
  const { notice = '' } = await client.post(`/approvals/${change}`, body, answeredForm)
  const after = await client.get(`/changes/${change}`, changeForm)
  const isApproved = after.approvals.length > before.approvals.length || after.state === 'started'
  if (flags.json) printJson({ approved: isApproved, answer: notice, change: after })
  else print(`\n${plainText(notice === '' ? `${change} is ${isApproved ? '' : 'not '}approved.` : notice)}`)
  return isApproved ? EXIT.done : EXIT.notDone
}

const isWanted = async (change: string, { json }: ApproveFlags): Promise<boolean> =>
  !json && isPersonThere() && /^y(es)?$/i.test(await askPerson(`Approve ${change}? [y/N] `))

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
