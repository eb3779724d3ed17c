import { setTimeout as sleep } from 'node:timers/promises'
import { isRunning, type ProcessIdentity } from './process-identity.ts'

const POLL_MS = 20

/** Signals a process started as the leader of its own group, and everything it started; false when none is left. */
export function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(-pid, signal)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** Ends a process group: asks with SIGTERM, insists with SIGKILL after `graceMs`. Does nothing when it has ended. */
export async function endGroup(leader: ProcessIdentity, graceMs: number): Promise<void> {
  if (!isRunning(leader)) return
  signalGroup(leader.pid, 'SIGTERM')
  const deadline = Date.now() + graceMs
  while (isRunning(leader) && Date.now() < deadline) await sleep(POLL_MS)
  // What the leader leaves behind goes too; the number stays taken as long as its group has members.
  signalGroup(leader.pid, 'SIGKILL')
  while (isRunning(leader)) await sleep(POLL_MS)
}
