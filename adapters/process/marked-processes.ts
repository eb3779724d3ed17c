import { readdirSync, readFileSync } from 'node:fs'

/**
 * Ends what was started with `variable=value` in its environment and then lost: its starter was killed before it could
 * note the process. Only Linux can tell; elsewhere nothing is found.
 */
export function killMarked(variable: string, value: string): void {
  killWhere((environment) => environment.includes(`\0${variable}=${value}\0`))
}

/** The same for every value that starts with `beginning`. */
export function killMarkedBelow(variable: string, beginning: string): void {
  killWhere((environment) => environment.includes(`\0${variable}=${beginning}`))
}

function killWhere(isMarked: (environment: string) => boolean): void {
  if (process.platform !== 'linux') return
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  for (const pid of pids.filter((one) => one !== process.pid && isMarked(environmentOf(one)))) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended meanwhile.
    }
  }
}

function environmentOf(pid: number): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
  } catch {
    // Somebody else's process, or one that has ended.
    return ''
  }
}
