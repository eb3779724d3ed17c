import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** `node src/main.ts …` as an operator runs it, with nothing of this process's environment. */
export interface CommandLine {
  readonly pid: number | undefined
  /** Resolves with the first line of its log that says this. */
  says(words: string): Promise<void>
  /** Somebody types this. */
  types(line: string): void
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Ended>
}

interface Ended {
  readonly code: number | null
  /** What killed it, where a signal did. */
  readonly signal: NodeJS.Signals | null
  readonly output: string
  readonly errors: string
}

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** @param typed What somebody types, who then stays; left out, nobody is there. */
export function runCommand(
  folder: string,
  given: readonly string[],
  env: Readonly<Record<string, string>> = {},
  typed?: string,
): CommandLine {
  const child = spawn(process.execPath, [MAIN, ...given], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, ...env },
    stdio: 'pipe',
  })
  if (typed === undefined) child.stdin.end()
  else child.stdin.write(typed)
  const exit = new Promise<Pick<Ended, 'code' | 'signal'>>((resolve) =>
    child.once('exit', (code, signal) => resolve({ code, signal })),
  )
  const output = text(child.stdout)
  const errors = text(child.stderr)
  return {
    pid: child.pid,
    says(words) {
      let said = ''
      return new Promise((resolve, reject) => {
        child.stdout.on('data', (chunk) => {
          said += chunk
          if (said.includes(words)) resolve()
        })
        void exit.then(() => reject(new Error(`it ended without saying "${words}": ${said}`)))
      })
    },
    types: (line) => void child.stdin.write(line),
    kill: (signal) => void child.kill(signal),
    ended: exit.then(async (how) => ({ ...how, output: await output, errors: await errors })),
  }
}
