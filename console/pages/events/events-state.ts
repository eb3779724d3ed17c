export interface ShownEvent {
  readonly position: number
  readonly at: string
  readonly type: string
  readonly stream: string
  readonly actor: string
  readonly correlation: string
  readonly service?: string
  readonly environment?: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface EventsState {
  /** Newest first. */
  readonly events: readonly ShownEvent[]
  /** Where older ones go on; undefined when there are none. */
  readonly next?: string
  readonly isComplete: boolean
}

export type EventsHappening =
  | { readonly kind: 'asked' }
  | { readonly kind: 'page'; readonly events: readonly ShownEvent[]; readonly next?: string }
  | { readonly kind: 'live'; readonly event: ShownEvent }

export const NO_EVENTS: EventsState = { events: [], isComplete: false }

/** In a browser at a time; older ones are asked for again. */
export const MOST_SHOWN = 500

/** Each event once, newest first, however they came. */
export function afterEvents(before: EventsState, happened: EventsHappening): EventsState {
  switch (happened.kind) {
    case 'asked':
      return NO_EVENTS
    case 'page': {
      const { next: _, ...rest } = before
      const events = together([...before.events, ...happened.events])
      return { ...rest, events, ...(happened.next !== undefined && { next: happened.next }), isComplete: true }
    }
    case 'live': {
      const events = together([happened.event, ...before.events])
      if (events.length <= MOST_SHOWN) return { ...before, events }
      const kept = events.slice(0, MOST_SHOWN)
      return { ...before, events: kept, next: String(kept.at(-1)?.position) }
    }
  }
}

function together(events: readonly ShownEvent[]): readonly ShownEvent[] {
  const byPosition = new Map(events.map((event) => [event.position, event]))
  return [...byPosition.values()].toSorted((one, other) => other.position - one.position)
}
