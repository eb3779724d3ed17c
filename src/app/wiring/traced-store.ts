import type { ShipmateEvent } from '../../domain/events.ts'
import type { Store } from '../../ports/event-store.ts'
import type { Tracing } from '../../ports/tracing.ts'

/** A store whose events keep which span has appended them, so that what follows from one continues its trace. */
export function tracedStore(store: Store<ShipmateEvent>, tracing: Tracing): Store<ShipmateEvent> {
  if (!tracing.isOn) return store
  return {
    ...store,
    append(append) {
      if (tracing.current() === undefined) return store.append(append)
      const { correlationId, streams } = append
      const types = [...new Set(streams.flatMap(({ bodies }) => bodies.map(({ type }) => type)))]
      const facts = { 'shipmate.events': types.join(' ') }
      return tracing.inSpan('log.append', { correlationId, kind: 'client', facts }, () =>
        store.append({ ...append, trace: tracing.current() }),
      )
    },
  }
}
