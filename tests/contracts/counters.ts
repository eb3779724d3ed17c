import type { Projection } from '../../src/domain/event.ts'

/** Events of a small world that stores are tried with. */
export type CounterEvent =
  | { readonly type: 'counter.opened'; readonly counter: string }
  | { readonly type: 'counter.counted'; readonly counter: string; readonly note?: string }
  | { readonly type: 'counter.closed'; readonly counter: string }

interface Counter {
  readonly counter: string
  readonly count: number
  readonly notes: readonly string[]
}

export const counters: Projection<Counter, CounterEvent> = {
  name: 'counters',
  keys: ({ body }) => [body.counter],
  apply(before, { body }) {
    switch (body.type) {
      case 'counter.opened':
        return { counter: body.counter, count: 0, notes: [] }
      case 'counter.counted':
        if (body.note === 'poison') throw new Error('this projection has a bug')
        return before && { ...before, count: before.count + 1, notes: [...before.notes, body.note ?? '-'] }
      case 'counter.closed':
        return undefined
    }
  },
  labels: ({ count }) => ['all', count % 2 === 0 ? 'even' : 'odd'],
}

export const opened = (counter: string): CounterEvent => ({ type: 'counter.opened', counter })
export const counted = (counter: string, note?: string): CounterEvent => ({
  type: 'counter.counted',
  counter,
  ...(note !== undefined && { note }),
})
export const closed = (counter: string): CounterEvent => ({ type: 'counter.closed', counter })
