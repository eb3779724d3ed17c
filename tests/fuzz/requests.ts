import fc from 'fast-check'
import { intents } from '../../intents/catalog.ts'
import { confirmations } from '../../src/domain/projections.ts'
import { type RestClient, restClient } from '../end-to-end/every-surface/rest-surface.ts'
import type { Stage } from '../end-to-end/every-surface/stage.ts'
import { type AnyRequest, anyRequest, type OpenApi } from './any-request.ts'

export interface Fuzzed {
  /** How many answers had each status. */
  /** 0: cut off. */
  readonly statuses: Readonly<Record<string, number>>
}

/** Who sends requests, and the words that nobody else may read. */
interface Sender {
  readonly token: string
  readonly canary: string
  readonly session: string
}

const IN_FLIGHT = 16
/** A stream does not end: so long is it read. */
const READ_MS = 50
/** It would build for real, without a question. */
const NOT_ASKED: ReadonlySet<string> = new Set(['build.start'])

const CUT_OFF = 0

/**
 * Sends requests that are made from the served document, as two who may not see what the other has.
 * @throws {Error} at the first answer that is a fault or holds the other's words, with the request.
 */
export async function fuzzRequests(stage: Stage, requests: number, seed: number): Promise<Fuzzed> {
  const document = (await (await fetch(`${stage.url}/api/v1/openapi.json`)).json()) as OpenApi
  const ana = await senderOf(stage, { name: 'ana', roles: ['deployer'], environments: ['production'] })
  const ben = await senderOf(stage, { name: 'ben', roles: ['viewer'], environments: ['staging'] })
  const made = fc.sample(fc.tuple(fc.boolean(), anyRequest(document, await knownOf(stage, [ana, ben]))), {
    numRuns: requests,
    seed,
  })
  const statuses: Record<string, number> = {}
  let next = 0
  const send = async (): Promise<void> => {
    for (let index = next++; index < made.length; index = next++) {
      const [isAna, request] = made[index] ?? [false, undefined]
      if (!request || closesKnown(request, [ana, ben])) continue
      const [from, other] = isAna ? [ana, ben] : [ben, ana]
      const { status, text } = await answerTo(stage.url, request, from.token)
      statuses[status] = (statuses[status] ?? 0) + 1
      const what = `request ${index} of seed ${seed}: ${JSON.stringify(request).slice(0, 2_000)}`
      if (status >= 500 || stage.faults.length > 0)
        throw new Error(`${what} is answered with ${status}: ${text.slice(0, 500)}`, { cause: stage.faults[0] })
      if (text.includes(other.canary)) throw new Error(`${what} shows another's words`)
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, send))
  const health = await fetch(`${stage.url}/health`)
  if (!health.ok) throw new Error(`/health is answered with ${health.status}`)
  return { statuses }
}

async function senderOf(
  stage: Stage,
  { name, ...scope }: { readonly name: string; readonly roles: string[]; readonly environments: string[] },
): Promise<Sender> {
  const token = await stage.tokenFor(`fuzz ${name}`, scope)
  const rest: RestClient = restClient(stage.url, token)
  const canary = `kingfisher-of-${name}`
  const { id: session } = await rest.call('POST', '/sessions')
  const say = (content: string) => rest.call('POST', '/messages', { session_id: session, content })
  await say(`${canary} is mine alone`)
  await say(`lock billionmail in ${scope.environments[0]} because of ${canary}`)
  await say('deploy billionmail v1.1.0 to production')
  return { token, canary, session }
}

/** Ids of both: each finds the other's under its fields. */
async function knownOf(stage: Stage, senders: readonly Sender[]) {
  const open = await stage.bot.app().store.list(confirmations, { limit: 10 })
  const sessions = senders.map(({ session }) => session)
  return {
    ...{ session: sessions, session_id: sessions, button: open.map(({ buttons }) => buttons.confirm) },
    confirmation: open.map(({ confirmation }) => confirmation),
    intent: [...intents.keys()].filter((intent) => !NOT_ASKED.has(intent)),
    slots: ['service', 'environment', 'ref', 'count', 'task', 'change', 'workflow', 'reason', 'title', 'window'],
    ...{ service: ['billionmail', 'mail'], environment: ['staging', 'production'], ref: ['v1.1.0', 'latest'] },
    ...{ task: ['TASK-1', 'task-2'], run: ['TASK-1'], change: ['CHG-1'], workflow: ['rotate-keys'] },
    content: ['help', 'status', 'which locks are there?', 'deploy billionmail v1.1.0 to production', 'no', 'why?'],
    after: [0, 1, 3],
  }
}

/** What would end the conversation that the others are about. */
const closesKnown = ({ method, path }: AnyRequest, senders: readonly Sender[]): boolean =>
  method === 'DELETE' && senders.some(({ session }) => path.includes(session))

async function answerTo(url: string, { method, path, headers, body }: AnyRequest, token: string) {
  const left = new AbortController()
  const response = await fetch(`${url}${path}`, {
    ...{ method, signal: left.signal, redirect: 'manual' },
    headers: { ...headers, authorization: `Bearer ${token}` },
    ...(body !== undefined && { body }),
  }).catch((error: unknown) => {
    if (isCutOff(error)) return undefined
    throw error
  })
  if (!response) return { status: CUT_OFF, text: '' }
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const text = isStream ? await startOf(response, left) : await response.text()
  return { status: response.status, text }
}

/** What is too large is refused before it has all been sent, and the rest of it meets a closed connection. */
const isCutOff = (error: unknown): boolean =>
  error instanceof TypeError && ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(codeOf(error.cause))
const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '')

/** What comes of a stream at once. */
async function startOf({ body }: Response, left: AbortController): Promise<string> {
  const timer = setTimeout(() => left.abort(), READ_MS)
  let text = ''
  try {
    for await (const chunk of body ?? []) text += Buffer.from(chunk).toString()
  } catch {
    // It was left.
  }
  clearTimeout(timer)
  return text
}
