import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.ts'

export interface HeldLock {
  release(): void
}

/** Taking over a dead owner's lock takes microseconds; a guard this old was left by a process killed within them. */
const ABANDONED_GUARD_MS = 5_000
const POLL_MS = 50

/**
 * Takes the lock file at `path`; undefined while a running process (this one included) holds it. The lock of a process
 * that has ended is taken over.
 */
export function tryLock(path: string): HeldLock | undefined {
  if (lockOwner(path)) return undefined
  const own = `${path}.${randomUUID()}`
  // Written aside and linked into place, so that nobody ever reads a lock without its owner's name.
  writeFileSync(own, JSON.stringify(identifyProcess(process.pid)), { mode: 0o600 })
  try {
    if (linked(own, path) || takenOver(own, path)) return { release: () => rmSync(path, { force: true }) }
    return undefined
  } finally {
    rmSync(own, { force: true })
  }
}

/** Takes the lock as soon as it is free. @throws the signal's reason when aborted first. */
export async function lock(path: string, signal?: AbortSignal): Promise<HeldLock> {
  for (;;) {
    const held = tryLock(path)
    if (held) return held
    await sleep(POLL_MS, undefined, signal && { signal })
  }
}

function linked(own: string, path: string): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Everything between making and removing the guard is synchronous, so that two processes cannot both take over. */
function takenOver(own: string, path: string): boolean {
  if (!enterGuard(`${path}.guard`)) return false
  try {
    if (lockOwner(path)) return false
    rmSync(path, { force: true })
    return linked(own, path)
  } finally {
    rmdirSync(`${path}.guard`)
  }
}

/** The running process that holds the lock. */
export function lockOwner(path: string): ProcessIdentity | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity
    return isRunning(owner) ? owner : undefined
  } catch {
    return undefined
  }
}

function enterGuard(guard: string): boolean {
  try {
    mkdirSync(guard)
    return true
  } catch {
    try {
      if (Date.now() - statSync(guard).mtimeMs > ABANDONED_GUARD_MS) rmdirSync(guard)
    } catch {
      // Somebody else has just removed it.
    }
    return false
  }
}
