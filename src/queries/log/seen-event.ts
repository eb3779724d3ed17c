import type { ChainedRow, Opening } from '../../ports/audit-log.ts'
import type { EventsAsked, SeenEvent } from '../../ports/log-reads.ts'
import { fieldsOf, whereOf } from '../audit/event-fields.ts'

/** @param opening The first event of the same stream: it says where later ones belong. */
export function seenEvent(row: ChainedRow, opening: Opening | undefined): SeenEvent {
  const { type, ...body } = fieldsOf(row)
  const { service, environment } = whereOf(body, opening ? fieldsOf(opening) : body)
  const { position, at, stream, version, actor, correlationId, causationId } = row
  return {
    ...{ position, at, type, stream, version, actor, correlation: correlationId },
    ...(causationId !== null && { causation: causationId }),
    ...(service !== undefined && { service }),
    ...(environment !== undefined && { environment }),
    data: withoutHidden(type, body),
  }
}

/** What a token, a link or a session is recognised by: nobody's to read. */
const RECOGNISED_BY: ReadonlySet<string> = new Set([
  'token.created',
  'login.offered',
  'login.opened',
  'person.link.offered',
])

function withoutHidden(type: string, body: SeenEvent['data']): SeenEvent['data'] {
  if (!RECOGNISED_BY.has(type)) return body
  const { hash: _, csrfHash: __, ...rest } = body
  return rest
}

export function isAsked(event: SeenEvent, { correlation, type, service, environment }: EventsAsked): boolean {
  return (
    (correlation === undefined || event.correlation === correlation) &&
    (type === undefined || isOfType(event.type, type)) &&
    (service === undefined || event.service === service) &&
    (environment === undefined || event.environment === environment)
  )
}

const isOfType = (type: string, asked: string): boolean =>
  asked.endsWith('*') ? type.startsWith(asked.slice(0, -1)) : type === asked
