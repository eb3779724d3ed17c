import type { Json } from '../../domain/event.ts'
import type { AuditEntry } from './audit-entry.ts'

/** They were taken out before anything was stored; this is for what has become a secret since. Evidence is people's words, too. */
export function withoutSecrets(entry: AuditEntry, redact: (text: string) => string): AuditEntry {
  const { who, where, what, why, evidence } = entry
  return {
    ...entry,
    who: { ...who, ...(who.name !== undefined && { name: redact(who.name) }) },
    where: redacted({ ...where }, redact) as AuditEntry['where'],
    what: redact(what),
    ...(why !== undefined && { why: redact(why) }),
    ...(evidence !== undefined && { evidence: redacted(evidence, redact) }),
  }
}

function redacted(value: Json, redact: (text: string) => string): Json {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((one) => redacted(one, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, one === undefined ? one : redacted(one, redact)]),
  )
}
