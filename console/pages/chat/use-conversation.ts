import { useEffect, useReducer, useState } from 'preact/hooks'
import { look } from '../../api/ask.ts'
import { Problem, sentenceOf } from '../../api/problem.ts'
import type { ShownMessage } from '../../api/shapes.ts'
import { announce } from '../../shell/announce.ts'
import { cardInShort } from '../../view/card.ts'
import { afterHappening, type ConversationState, type Happened, NOTHING_SAID } from './conversation-state.ts'
import { type Connection, followSession } from './follow-session.ts'

interface Page {
  readonly messages: readonly ShownMessage[]
  readonly next: number
}

export interface FollowedConversation extends ConversationState {
  readonly connection: Connection
  readonly problem?: string
  readonly tell: (happened: Happened) => void
}

/** How long after a bot that did not answer it is asked once more. */
const AGAIN_MS = 5_000

/** A conversation from its beginning, and whatever is said in it while it is shown. */
export function useConversation(session: string | undefined): FollowedConversation {
  const [state, tell] = useReducer(afterHappening, NOTHING_SAID)
  const [connection, setConnection] = useState<Connection>('open')
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    tell({ kind: 'opened' })
    setProblem(undefined)
    if (session === undefined) return
    const left = new AbortController()
    let stop = (): void => {}
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = async (): Promise<void> => {
      const after = await readAll(session, tell, left.signal)
      setProblem(undefined)
      tell({ kind: 'complete' })
      const heard = (message: ShownMessage): void => {
        tell({ kind: 'written', messages: [message] })
        if (message.card) announce(`Shipmate: ${cardInShort(message.card)}`)
      }
      if (!left.signal.aborted) stop = followSession(session, after, { heard, connection: setConnection })
    }
    const followAtLast = (): void => {
      follow().catch((error: unknown) => {
        if (left.signal.aborted) return
        setProblem(sentenceOf(error))
        if (isAway(error)) timer = setTimeout(followAtLast, AGAIN_MS)
      })
    }
    followAtLast()
    return () => {
      left.abort()
      clearTimeout(timer)
      stop()
    }
  }, [session])
  return { ...state, connection, ...(problem !== undefined && { problem }), tell }
}

/** Nothing was answered, or by a proxy whose bot is not there. */
function isAway(error: unknown): boolean {
  return error instanceof Problem && (error.status === 0 || error.status >= 500)
}

/** Tells of everything that was said; returns the position to read on from. */
async function readAll(session: string, tell: (happened: Happened) => void, signal: AbortSignal): Promise<number> {
  let after = 0
  for (;;) {
    const page = await look<Page>(`/messages/${session}?after=${after}`, signal)
    if (page.messages.length === 0) return page.next
    tell({ kind: 'written', messages: page.messages })
    after = page.next
  }
}
