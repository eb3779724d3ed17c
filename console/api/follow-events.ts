/** Whether events come: `lost` while it is tried again, `ended` when the bot has said that there are no more. */
export type Connection = 'open' | 'lost' | 'ended'

interface Followed {
  readonly connection: (state: Connection) => void
  /** By the name of an event, who takes its data. */
  readonly events: Readonly<Record<string, (data: unknown) => void>>
}

/** How long after a refused connection another is tried; a browser gives up then by itself. */
const AGAIN_MS = 5_000

/**
 * Follows Server-Sent Events of the API: `followEvents('/sessions/…/events', …)`. A lost connection is made again with the
 * position of the last event, so that nothing is missing and nothing comes twice. Returns how to stop.
 */
export function followEvents(path: string, { connection, events }: Followed): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let last: string | undefined
  const connect = (): void => {
    source = new EventSource(`/api/v1${withPosition(path, last)}`)
    source.onopen = () => connection('open')
    source.onerror = () => {
      connection('lost')
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(connect, AGAIN_MS)
    }
    for (const [name, take] of Object.entries(events))
      source.addEventListener(name, (event: MessageEvent<string>) => {
        if (event.lastEventId !== '') last = event.lastEventId
        take(JSON.parse(event.data))
      })
    source.addEventListener('closed', () => {
      stop()
      connection('ended')
    })
  }
  // A browser keeps few connections to one host: a page that nobody looks at leaves its own to others, and reads on later.
  const seen = (): void => {
    clearTimeout(timer)
    source?.close()
    if (!document.hidden) connect()
  }
  document.addEventListener('visibilitychange', seen)
  const stop = (): void => {
    document.removeEventListener('visibilitychange', seen)
    clearTimeout(timer)
    source?.close()
  }
  if (!document.hidden) connect()
  return stop
}

/** A new connection has no Last-Event-ID: the query says where it reads on. */
function withPosition(path: string, last: string | undefined): string {
  if (last === undefined) return path
  const [address = '', query = ''] = path.split('?', 2)
  const asked = new URLSearchParams(query)
  asked.set('after', last)
  return `${address}?${asked}`
}
