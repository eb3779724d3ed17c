import { readdirSync, readFileSync } from 'node:fs'

/**
 * Ends what was started with `variable=value` in its environment and then lost: its starter was killed before it could
 * note the process. Only Linux can tell; elsewhere nothing is found.
 */
export function killMarked(variable: string, value: string): void {
  for (const pid of markedProcesses(variable, value)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It has ended meanwhile.
    }
  }
}

function markedProcesses(variable: string, value: string): readonly number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && environmentOf(pid).includes(`\0${variable}=${value}\0`))
}

function environmentOf(pid: number): string {
  try {
    return `\0${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
  } catch {
    // Somebody else's process, or one that has ended.
    return ''
  }
}
