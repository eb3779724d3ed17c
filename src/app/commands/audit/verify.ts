import { verifyLog } from '../../../queries/audit/verify-log.ts'
import { readSettings } from '../read-settings.ts'
import { withLog } from './open-log.ts'
import { verifiedText } from './verified-text.ts'

export interface VerifyFlags {
  readonly config?: string
  readonly head: readonly string[]
  readonly json?: true
}

/** Its exit code is 1 when the log is not what was appended. */
export async function verifyAudit({ config, head, json }: VerifyFlags): Promise<void> {
  const verified = await withLog(readSettings(config), ({ audit }) => verifyLog(audit, head))
  const { found, ...rest } = verified
  const forProgram = { intact: verified.breaks.length === 0, ...rest, found: Object.fromEntries(found) }
  process.stdout.write(`${json ? JSON.stringify(forProgram, undefined, 2) : verifiedText(verified)}\n`)
  process.exitCode = verified.breaks.length === 0 ? 0 : 1
}
