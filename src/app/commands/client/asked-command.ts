import type { Command } from 'commander'
import { fatal } from '../fatal.ts'
import { isDenied } from './api-client.ts'
import { asksBot } from './connect.ts'
import { EXIT } from './exit-codes.ts'

/** A command that asks a running bot: its options, and the exit code of a refusal. */
export function askedCommand<Flags extends object>(
  command: Command,
  action: (argument: string | undefined, flags: Flags) => Promise<number>,
): Command {
  return asksBot(command).action(async (...given: unknown[]) => {
    const [argument, flags] = command.registeredArguments.length > 0 ? given : [undefined, given[0]]
    try {
      process.exitCode = await action(argument as string | undefined, flags as Flags)
    } catch (error) {
      if (!isDenied(error)) throw error
      fatal(error, undefined, EXIT.denied)
    }
  })
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`)
export const printJson = (value: object): void => print(JSON.stringify(value, undefined, 2))
