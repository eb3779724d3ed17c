import { useEffect, useReducer, useState } from 'preact/hooks'
import { look } from '../../api/ask.ts'
import { followEvents } from '../../api/follow-events.ts'
import { sentenceOf } from '../../api/problem.ts'
import type { Page, PageProps } from '../../shell/page.ts'
import { asQuery, chosen, type Filter, filterForm } from '../../view/filters.ts'
import { html, type VNode } from '../../view/html.ts'
import { useNow } from '../../view/use-now.ts'
import { eventTable } from './event-table.ts'
import { afterEvents, type EventsState, NO_EVENTS, type ShownEvent } from './events-state.ts'

export const events: Page = { id: 'events', title: 'Events', icon: 'events', letter: 'e', content: Events }

const FILTERS: readonly Filter[] = [
  { name: 'correlation', label: 'What belongs together', hint: 'a correlation id' },
  { name: 'type', label: 'Type', hint: 'cicd.deploy.*' },
  { name: 'service', label: 'Service' },
  { name: 'environment', label: 'Environment' },
]

interface EventPage {
  readonly events: readonly ShownEvent[]
  readonly next?: string
}

function Events({ query }: PageProps): VNode {
  const asked = asQuery(chosen(FILTERS, query))
  const { state, problem, connection, older } = useLog(asked)
  const now = useNow()
  return html`<div class="head"><h1>Events</h1>
      <span class=${`tag ${connection === 'open' ? 'good' : 'warn'}`} role="status">${connection === 'open' ? 'live' : 'not connected'}</span></div>
    ${filterForm('events', FILTERS, query)}
    ${problem !== undefined && html`<p class="problem" role="alert">${problem}</p>`}
    ${state.isComplete ? eventTable(state.events, now) : problem === undefined && html`<p class="loading">Loading …</p>`}
    ${state.next !== undefined && html`<p><button type="button" onClick=${older}>Show older ones</button></p>`}`
}

interface FollowedLog {
  readonly state: EventsState
  readonly problem?: string
  readonly connection: string
  readonly older: () => void
}

/** The newest of the log, what is appended while it is looked at, and older ones when asked for. */
function useLog(asked: string): FollowedLog {
  const [state, tell] = useReducer(afterEvents, NO_EVENTS)
  const [problem, setProblem] = useState<string>()
  const [connection, setConnection] = useState<string>('lost')
  const read = async (cursor: string | undefined, signal?: AbortSignal): Promise<EventPage> => {
    const page = await look<EventPage>(`/events?limit=50&${asked}${cursor ? `&cursor=${cursor}` : ''}`, signal)
    tell({ kind: 'page', ...page })
    return page
  }
  useEffect(() => {
    const left = new AbortController()
    let stop = (): void => {}
    tell({ kind: 'asked' })
    setProblem(undefined)
    read(undefined, left.signal)
      .then((page) => {
        if (left.signal.aborted) return
        const after = page.events[0]?.position
        const path = `/events/live?${asked}${after === undefined ? '' : `&after=${after}`}`
        const event = (data: unknown): void => tell({ kind: 'live', event: data as ShownEvent })
        stop = followEvents(path, { connection: setConnection, events: { event } })
      })
      .catch((error: unknown) => {
        if (!left.signal.aborted) setProblem(sentenceOf(error))
      })
    return () => {
      left.abort()
      stop()
    }
  }, [asked])
  const older = (): void => void read(state.next).catch((error: unknown) => setProblem(sentenceOf(error)))
  return { state, connection, older, ...(problem !== undefined && { problem }) }
}
