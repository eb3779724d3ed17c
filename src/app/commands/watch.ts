import { Command, InvalidArgumentError } from 'commander'
import { taskForm, type WatchedTask } from './client/answers.ts'
import { askedCommand, print } from './client/asked-command.ts'
import { type ConnectFlags, connectBot } from './client/connect.ts'
import { EXIT } from './client/exit-codes.ts'
import { barLine, endedText, newLines } from './client/task-lines.ts'

/** Follows a task of the running bot to its end. */
export function watchCommand(): Command {
  const command = new Command('watch')
    .description(
      'follow a task to its end: a bar in a terminal, a line for each step otherwise; --json a line each time',
    )
    .argument('<task>', 'such as TASK-4', taskFrom)
  return askedCommand(command, watch)
}

async function watch(task = '', flags: ConnectFlags): Promise<number> {
  const show = flags.json ? (now: WatchedTask) => print(JSON.stringify(now)) : showing(process.stdout.isTTY === true)
  let last: WatchedTask | undefined
  for await (const { name, data } of connectBot(flags).follow(`/tasks/${task}/events`)) {
    if (name !== 'task') continue
    last = taskForm.parse(JSON.parse(data))
    show(last)
  }
  if (last?.ended_at === undefined) throw new Error(`the events of ${task} ended before it did`)
  if (!flags.json) print(`${process.stdout.isTTY ? '\n' : ''}${endedText(last)}`)
  return last.state === 'succeeded' ? EXIT.done : EXIT.notDone
}

/** Where a terminal does not say how wide it is. */
const USUAL_COLUMNS = 80

/** Redraws one line in a terminal; elsewhere writes what has changed. */
function showing(isTerminal: boolean): (now: WatchedTask) => void {
  let before: WatchedTask | undefined
  return (now) => {
    if (isTerminal) process.stdout.write(`\r\u001b[2K${barLine(now, process.stdout.columns || USUAL_COLUMNS)}`)
    else for (const line of newLines(before, now)) print(line)
    before = now
  }
}

function taskFrom(typed: string): string {
  const [, number] = /^(?:task-?)?(\d{1,9})$/i.exec(typed) ?? []
  if (number === undefined) throw new InvalidArgumentError('It must be a task, such as TASK-4.')
  return `TASK-${Number(number)}`
}
