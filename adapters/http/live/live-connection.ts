import type { WebSocket } from '@fastify/websocket'
import type { ApiBehind } from '../api/behind.ts'
import type { Caller } from '../api/caller.ts'
import { type Problem, problem } from '../api/problem.ts'
import { whileValid } from '../api/while-valid.ts'
import { answerFrame } from './answer-frame.ts'
import { createFollowedSessions } from './followed-sessions.ts'
import { readFrame } from './read-frame.ts'
import { createSocketOutlet } from './socket-outlet.ts'

export interface LiveParts {
  readonly behind: ApiBehind
  readonly caller: Caller
  /** Whether one frame more is within what a caller may send in a minute. */
  readonly mayAsk: () => Promise<boolean>
  /** What is sent of an error; reports a fault of ours. */
  readonly problemOf: (error: unknown) => Problem
}

/** Nothing more is read from the connection until one of them is answered. */
const MOST_IN_HAND = 16
const TOO_MANY = 429
/** Close codes of our own (4000 to 4999), with the status as HTTP has it. */
const NOT_AUTHENTICATED = 4401
const WRONG_KIND = 1003
/** Connect again. */
const PASSES = 1011

/** One connection over `/ws`, from its opening to its end. */
export function holdConnection(socket: WebSocket, { behind, caller, mayAsk, problemOf }: LiveParts): void {
  const outlet = createSocketOutlet(socket, behind.clock)
  const fault = (error: unknown): void => void problemOf(error)
  const followed = createFollowedSessions(behind.conversation, caller.user, outlet, fault)
  const stop = whileValid(behind, caller, {
    beat: outlet.beat,
    over(fault) {
      if (fault === undefined) return socket.close(NOT_AUTHENTICATED, 'not_authenticated')
      const { code } = problemOf(fault)
      socket.close(PASSES, code)
    },
  })
  outlet.left.addEventListener('abort', stop)
  let inHand = 0

  async function take(text: string): Promise<void> {
    const read = readFrame(text, () => behind.intents)
    const id = 'asked' in read ? idOf(read.asked) : read.id
    const refuse = (why: Problem): Promise<void> =>
      outlet.write({ type: 'problem', ...(id !== undefined && { id }), problem: why })
    try {
      if (!(await mayAsk())) return await refuse(problem(TOO_MANY, 'too_many', 'Too many frames. Wait a minute.'))
      if ('wrong' in read) return await refuse(read.wrong)
      const told = await answerFrame(read.asked, caller, behind.conversation, followed)
      if (told) await outlet.write(told)
    } catch (error) {
      await refuse(problemOf(error))
    }
  }

  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(WRONG_KIND, 'Frames are text.')
    inHand += 1
    if (inHand >= MOST_IN_HAND) socket.pause()
    void take(String(data)).finally(() => {
      inHand -= 1
      if (inHand < MOST_IN_HAND) socket.resume()
    })
  })
}

const idOf = (asked: object): string | undefined => ('id' in asked ? String(asked.id) : undefined)
