import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createRedactor } from '../../../domain/redact.ts'
import type { ExportFormat } from '../../../ports/log-reads.ts'
import type { AuditEntry } from '../../../queries/audit/audit-entry.ts'
import { exportLines } from '../../../queries/audit/export-lines.ts'
import { exportLog } from '../../../queries/audit/export-log.ts'
import { readSettings } from '../read-settings.ts'
import { withLog } from './open-log.ts'

export interface ExportFlags {
  readonly config?: string
  readonly since?: Date
  readonly format: ExportFormat
}

/** Writes the entries to standard output, and how many there are and where the log ends to standard error. */
export async function exportAudit({ config: file, since, format }: ExportFlags): Promise<void> {
  const config = readSettings(file)
  const redact = createRedactor(config.secrets.map((secret) => secret.reveal()))
  await withLog(config, async ({ audit, nameOf }) => {
    let count = 0
    async function* counted(): AsyncGenerator<AuditEntry> {
      for await (const entry of exportLog(audit, nameOf, since)) {
        count++
        yield entry
      }
    }
    await pipeline(Readable.from(exportLines(counted(), format, redact)), process.stdout, { end: false }).catch(
      unlessClosed,
    )
    const head = await audit.head()
    const end = head ? `Head ${head.hash} at position ${head.position}` : 'The log does not say where it ends'
    process.stderr.write(
      `${count} entries. ${end}; \`shipmate audit verify\` says whether the log is as it was written.\n`,
    )
  })
}

/** Whoever reads may stop reading, such as `head`. */
function unlessClosed(error: unknown): void {
  if (
    !(
      error instanceof Error &&
      'code' in error &&
      (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
    )
  )
    throw error
}
