import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { Store } from '../../src/ports/event-store.ts'

/** What of an event tells a reader where they are. */
const TOLD = ['by', 'task', 'change', 'step', 'service', 'environment', 'attempt', 'phase', 'lock', 'reason'] as const

/** The log of a run, line by line, for whoever looks into a run that failed. */
export async function tellStory(store: Store<ShipmateEvent>): Promise<readonly string[]> {
  const all = await store.readAll(0, Number.MAX_SAFE_INTEGER)
  return all.map(({ at, position, actor, body }) => {
    const facts = Object.entries(body).flatMap(([name, value]) =>
      TOLD.some((told) => told === name) ? [`${name}=${String(value)}`] : [],
    )
    return [at, position, body.type, ...facts, ...about(body), `(${actor})`].join(' ')
  })
}

function about(body: ShipmateEvent): readonly string[] {
  switch (body.type) {
    case 'message.received':
      return [body.received.by, JSON.stringify(body.received.request ?? body.received.text)]
    case 'message.handled':
      return [JSON.stringify(body.reply?.blocks ?? '')]
    default:
      return 'plan' in body ? [JSON.stringify(body.plan)] : []
  }
}
