import type { ChainedRow } from '../ports/audit-log.ts'
import type { AuditEntry } from '../queries/audit/audit-entry.ts'

/** More than that is no news of an event, and some targets refuse it. */
const MOST_CHARACTERS = 200_000

/**
 * An event of the log as a CloudEvent in structured JSON: https://github.com/cloudevents/spec. Its data is the entry that
 * `shipmate audit export` writes for it.
 */
export function cloudEvent({ id, type, at, position }: ChainedRow, entry: AuditEntry): string {
  const { service, environment } = entry.where
  const subject = [service, environment].filter((part) => part !== undefined).join('/')
  const event = {
    specversion: '1.0',
    id,
    source: '/shipmate',
    type: `shipmate.${type}`,
    time: at,
    ...(subject !== '' && { subject }),
    // Of the extension `sequence`: it rises over all events, though not every event is sent.
    sequence: String(position),
    datacontenttype: 'application/json',
  }
  const whole = JSON.stringify({ ...event, data: entry })
  if (whole.length <= MOST_CHARACTERS) return whole
  const { evidence: _, ...rest } = entry
  return JSON.stringify({ ...event, data: { ...rest, what: rest.what.slice(0, MOST_CHARACTERS / 10) } })
}
