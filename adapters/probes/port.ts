import { createServer } from 'node:net'
import { failed, ok, type Verdict } from './verdict.ts'

const ANSWER_MS = 2_000

/** Whether a port can be listened on; a Shipmate that has it already is no fault. */
export async function probePort(host: string, port: number): Promise<Verdict> {
  const reason = await whyNotFree(host, port)
  if (reason === undefined) return ok('free')
  if (await isShipmate(host, port))
    return ok(`in use by the Shipmate that is running${await readySentence(host, port)}`)
  return failed(
    `${host}:${port} cannot be opened (${reason}).`,
    'Stop what uses it, or set another port in shipmate.yaml.',
  )
}

function whyNotFree(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
}

async function isShipmate(host: string, port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${host}:${port}/health`, { signal: AbortSignal.timeout(ANSWER_MS) })
    return ((await answer.json()) as { status?: unknown }).status === 'alive'
  } catch {
    return false
  }
}

interface SaidByReady {
  readonly heardSecondsAgo?: Readonly<Record<string, number>>
  readonly undelivered?: Readonly<Record<string, Readonly<Record<string, number>>>>
}

async function readySentence(host: string, port: number): Promise<string> {
  try {
    const answer = await fetch(`http://${host}:${port}/ready`, { signal: AbortSignal.timeout(ANSWER_MS) })
    const said = (await answer.json()) as SaidByReady
    return `${heardSentence(said)}${undeliveredSentence(said)}`
  } catch {
    return ''
  }
}

/** How long ago the running bot has heard from its chats: a connection can look open and be dead. */
function heardSentence({ heardSecondsAgo = {} }: SaidByReady): string {
  const chats = Object.entries(heardSecondsAgo).map(([name, seconds]) => `${name} ${Number(seconds)} s ago`)
  return chats.length === 0 ? '' : `; last heard from ${chats.join(', ')}`
}

/** What it has given up, so that somebody invites it or opens the channel again. */
function undeliveredSentence({ undelivered = {} }: SaidByReady): string {
  const counts = Object.entries(undelivered).flatMap(([chat, reasons]) =>
    Object.entries(reasons).map(([reason, count]) => `${Number(count)} in ${chat} (${reason})`),
  )
  return counts.length === 0 ? '' : `; messages given up since its start: ${counts.join(', ')}`
}
