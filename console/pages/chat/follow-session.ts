import { type Connection, followEvents } from '../../api/follow-events.ts'
import type { ShownMessage } from '../../api/shapes.ts'

export type { Connection }

interface Hears {
  readonly heard: (message: ShownMessage) => void
  readonly connection: (state: Connection) => void
}

/** Every message and edit of a session after a position, as it comes. Returns how to stop. */
export function followSession(session: string, after: number, { heard, connection }: Hears): () => void {
  return followEvents(`/sessions/${session}/events?after=${after}`, {
    connection,
    events: { message: (data) => heard(data as ShownMessage) },
  })
}
