import type { ExportFormat } from '../../ports/log-reads.ts'
import type { AuditEntry } from './audit-entry.ts'
import { csvHeader, csvLine } from './csv.ts'
import { withoutSecrets } from './without-secrets.ts'

/** The entries as lines of a file. @param redact Takes secrets out. */
export async function* exportLines(
  entries: AsyncIterable<AuditEntry>,
  format: ExportFormat,
  redact: (text: string) => string,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvHeader()
  for await (const entry of entries) yield lineOf(withoutSecrets(entry, redact), format)
}

function lineOf(entry: AuditEntry, format: ExportFormat): string {
  switch (format) {
    case 'jsonl':
      return `${JSON.stringify(entry)}\n`
    case 'csv':
      return csvLine(entry)
  }
}
