import { readFile } from 'node:fs/promises'

/** Hundredths of a second are what Linux counts processor time in. */
const TICK_MS = 10

/** What a process has had of the processors so far; others on the machine hardly change it. Linux only. */
export async function processorMsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const [user, system] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
  return (Number(user) + Number(system)) * TICK_MS
}
