import { access, constants, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failed, ok, type Verdict } from './verdict.ts'

/** Below this even the event log may soon stop; builds need far more. */
const LEAST_FREE_BYTES = 200 * 1024 ** 2
const BYTES_IN_GB = 1024 ** 3

/** Whether a folder can be written to, or made, and has room. Makes nothing. */
export async function probeFolder(path: string): Promise<Verdict> {
  const there = await nearestExisting(path)
  try {
    await access(there, constants.W_OK | constants.X_OK)
    const { bavail, bsize } = await statfs(there)
    const free = `${((bavail * bsize) / BYTES_IN_GB).toFixed(1)} GB free`
    if (bavail * bsize < LEAST_FREE_BYTES) return failed(`${path}: only ${free}.`, 'Make room on that disk.')
    return ok(there === path ? `${path}, ${free}` : `${path} (will be made), ${free}`)
  } catch {
    return failed(
      `${there} cannot be written to.`,
      'Change who owns it, or set dataDir (SHIPMATE_DATA_DIR) to another folder.',
    )
  }
}

async function nearestExisting(path: string): Promise<string> {
  try {
    await access(path)
    return path
  } catch {
    return path === dirname(path) ? path : nearestExisting(dirname(path))
  }
}
