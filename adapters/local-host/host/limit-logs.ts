import { copyFileSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'

/** An instance writes its own log without end; above this size the log is emptied, with a copy kept beside it. */
const LARGEST_LOG_BYTES = 20 * 1024 * 1024
/** Logs of instances long gone are kept for whoever looks into what happened, up to this many. */
const LOGS_KEPT = 50

/** @param inUse logs that a running instance writes. */
export function limitLogs(folder: string, inUse: readonly string[]): void {
  const logs = readdirSync(folder).map((name) => {
    const path = join(folder, name)
    const { size, mtimeMs } = statSync(path)
    return { path, size, mtimeMs }
  })
  for (const { path, size } of logs) {
    if (size <= LARGEST_LOG_BYTES || path.endsWith('.old')) continue
    copyFileSync(path, `${path}.old`)
    // Writers append, so they continue at the start of the emptied file.
    truncateSync(path)
  }
  const byAge = logs.filter(({ path }) => !inUse.includes(path)).toSorted((one, other) => other.mtimeMs - one.mtimeMs)
  for (const { path } of byAge.slice(LOGS_KEPT)) rmSync(path, { force: true })
}
