import { type KeptSocket, keepSocket } from './kept-socket.ts'
import { createPoster, type Poster } from './post.ts'

/** What this process is asked to do with one target. */
export type Ordered =
  | { readonly kind: 'open'; readonly port: number; readonly tokens: readonly string[]; readonly sockets: number }
  | { readonly kind: 'play'; readonly seconds: number; readonly atATime: number }
  /** From then on sockets connect and leave all the time. */
  | { readonly kind: 'churn' }

/** What came of it. */
export interface Played {
  readonly tookMs: number
  readonly latenciesMs: readonly number[]
  /** Requests without an answer of the bot in them. */
  readonly unanswered: number
  /** Frames that the sockets were sent. */
  readonly frames: number
  /** Sockets that were closed by the other side. */
  readonly lost: number
}

const CONTENT = 'status'
const LEAVE_EVERY_MS = 50
const OPENED_AT_ONCE = 25

let poster: Poster
let sockets: KeptSocket[] = []
let sessions: readonly { readonly id: string; readonly token: string }[] = []
let nextSession = 0
let [frames, lost] = [0, 0]

process.on('message', (ordered: Ordered) => void obey(ordered).then((told) => process.send?.(told ?? 'done')))

async function obey(ordered: Ordered): Promise<Played | undefined> {
  switch (ordered.kind) {
    case 'open':
      await openAll(ordered)
      return undefined
    case 'play':
      return play(ordered.seconds * 1_000, ordered.atATime)
    case 'churn':
      setInterval(leaveAndReturn, LEAVE_EVERY_MS)
      return undefined
  }
}

/** A conversation for each socket, which follows it. */
async function openAll({ port, tokens, sockets: count }: Extract<Ordered, { kind: 'open' }>): Promise<void> {
  poster = createPoster(port)
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(OPENED_AT_ONCE, count - sockets.length) }, async (_, index) => {
      const token = tokens[(sockets.length + index) % tokens.length] ?? ''
      const { id } = (await poster('/api/v1/sessions', token, {})).body as { id: string }
      const socket = await keepSocket(port, token, id, { frame: () => (frames += 1), lost: () => (lost += 1) })
      return { id, token, socket }
    })
    const opened = await Promise.all(some)
    sockets = [...sockets, ...opened.map(({ socket }) => socket)]
    sessions = [...sessions, ...opened]
  }
}

async function play(ms: number, atATime: number): Promise<Played> {
  const latenciesMs: number[] = []
  let unanswered = 0
  const framesBefore = frames
  const started = performance.now()
  const person = async (): Promise<void> => {
    while (performance.now() - started < ms) {
      const session = sessions[nextSession++ % sessions.length]
      if (!session) throw new Error('open sessions first')
      const before = performance.now()
      const { status, body } = await poster('/api/v1/messages', session.token, {
        ...{ session_id: session.id, content: CONTENT },
      })
      latenciesMs.push(performance.now() - before)
      if (status !== 200 || !('reply' in body)) unanswered += 1
    }
  }
  await Promise.all(Array.from({ length: atATime }, person))
  return { tookMs: performance.now() - started, latenciesMs, unanswered, frames: frames - framesBefore, lost }
}

let nextLeaving = 0

function leaveAndReturn(): void {
  sockets[nextLeaving++ % sockets.length]?.leaveAndReturn()
}
