import { useEffect, useReducer, useRef } from 'preact/hooks'
import { look } from './ask.ts'
import { onNews, onTime } from './news.ts'
import { sentenceOf } from './problem.ts'

/** What is known of an answer. What came last stays while the bot is away, with what is wrong. */
export interface Answer<Value> {
  readonly value?: Value
  readonly problem?: string
}

interface Repeated {
  /** For what changes without anything happening to the bot, such as figures: asked so often instead. */
  readonly everyMs?: number
}

type Heard<Value> =
  | { readonly kind: 'asked' }
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'failed'; readonly problem: string }

export function afterHearing<Value>(before: Answer<Value>, heard: Heard<Value>): Answer<Value> {
  switch (heard.kind) {
    case 'asked':
      return {}
    case 'answered':
      return { value: heard.value }
    case 'failed':
      return { ...before, problem: heard.problem }
  }
}

/**
 * What a path of the API answers, asked again whenever something has happened to the bot. `undefined` asks nothing.
 * Use it as `useAnswer<{ services: Place[] }>('/services')`, and draw it with {@link answered}.
 */
export function useAnswer<Value>(
  path: string | undefined,
  { everyMs }: Repeated = {},
): Answer<Value> & { readonly again: () => void } {
  const [answer, hear] = useReducer<Answer<Value>, Heard<Value>>(afterHearing, {})
  const known = useRef(path)
  const again = useRef<() => void>(() => {})
  useEffect(() => {
    // How often it is asked may change, and what is known stays.
    if (path !== known.current) hear({ kind: 'asked' })
    known.current = path
    if (path === undefined) return
    const left = new AbortController()
    let asking = false
    let isStale = false
    const load = async (): Promise<void> => {
      if (asking) {
        isStale = true
        return
      }
      asking = true
      try {
        hear({ kind: 'answered', value: await look<Value>(path, left.signal) })
      } catch (error) {
        if (!left.signal.aborted) hear({ kind: 'failed', problem: sentenceOf(error) })
      } finally {
        asking = false
      }
      if (isStale && !left.signal.aborted) {
        isStale = false
        void load()
      }
    }
    again.current = () => void load()
    void load()
    const stop = everyMs === undefined ? onNews(() => void load()) : onTime(() => void load(), everyMs)
    return () => {
      stop()
      left.abort()
    }
  }, [path, everyMs])
  return { ...answer, again: () => again.current() }
}
