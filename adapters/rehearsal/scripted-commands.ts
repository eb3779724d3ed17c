import { saidOutputs } from '../../src/domain/workflows/said-outputs.ts'
import type { CommandEnd, CommandNotes, CommandOrder, CommandRunner } from '../../src/ports/command-runner.ts'
import type { HttpAnswer, HttpCaller, HttpOrder } from '../../src/ports/http-caller.ts'
import type { Gates } from './gates.ts'

/** What the world answers a command whose first words are these, each time in turn; the last stays. */
export interface CommandScript {
  readonly command: string
  readonly ends: readonly { readonly exits: number; readonly prints: readonly string[] }[]
}

/** What an address with this start answers, each time in turn; the last stays. */
export interface AnswerScript {
  readonly url: string
  readonly answers: readonly { readonly status: number; readonly body: string }[]
}

export interface ScriptedWorld extends CommandRunner, CommandNotes, HttpCaller {
  /** Every command and request that really started, in words. */
  readonly done: string[]
}

/** Commands and addresses without machines: each ends as it is written. A try that has started is not started again. */
export function createScriptedWorld(
  { commands, addresses }: { readonly commands: readonly CommandScript[]; readonly addresses: readonly AnswerScript[] },
  gates: Gates,
): ScriptedWorld {
  const done: string[] = []
  const begun = new Map<string, CommandEnd>()
  const times = new Map<string, number>()
  const next = <Of>(key: string, all: readonly Of[]): Of | undefined => {
    const time = times.get(key) ?? 0
    times.set(key, time + 1)
    return all[Math.min(time, all.length - 1)]
  }
  const endOf = ({ command, env }: CommandOrder): CommandEnd => {
    const words = command.join(' ')
    done.push([...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...command.map(shown)].join(' '))
    const script = commands.find((one) => words.startsWith(one.command))
    const { exits = 0, prints = [] } = (script && next(script.command, script.ends)) ?? {}
    return {
      kind: 'ended',
      exitCode: exits,
      tail: prints.join('\n'),
      outputs: Object.fromEntries(prints.flatMap(saidOutputs)),
    }
  }
  return {
    done,
    noted: async () => [],
    forget: async () => {},
    async runCommand(order, signal) {
      const key = `${order.task} ${order.step} ${order.attempt}`
      const end = begun.get(key) ?? endOf(order)
      begun.set(key, end)
      return (await gates.pass('command', signal)) === 'aborted' ? { kind: 'cancelled' } : end
    },
    async call({ method, url, body }: HttpOrder): Promise<HttpAnswer> {
      done.push([method, url, ...(body === undefined ? [] : [body])].join(' '))
      const script = addresses.find((one) => url.startsWith(one.url))
      return { kind: 'answered', status: 200, body: '', ...(script && next(script.url, script.answers)) }
    },
  }
}

/** Quotes it, so that one argument reads as one. */
const shown = (argument: string): string => (/\s/.test(argument) ? `"${argument}"` : argument)
