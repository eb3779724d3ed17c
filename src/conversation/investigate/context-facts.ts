import type { Asker, Permissions } from '../../access/permissions.ts'
import { conversations, type PendingMessage } from '../../domain/projections.ts'
import type { Encode } from '../../llm/prompt-encoder.ts'
import { findRuns } from '../../queries/find-runs.ts'
import { nameOf } from '../../queries/names.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { type Evidence, ofRun } from '../../tools/evidence.ts'
import { runFacts } from '../../tools/query-deployments.ts'

/** About two thousand tokens: beyond that a small model loses the question. */
const LONGEST_CONTEXT = 6_000
const MOST_TASKS = 5
const MOST_ERRORS = 3
/** Some of them the person may not see. */
const FAILURES_LOOKED_AT = 20
const ERRORS_WITHIN_MS = 24 * 60 * 60 * 1000

/** What a model is told before it looks anything up, as data, and what of it an answer may name as its source. */
export interface ContextFacts {
  readonly written: string
  readonly evidence: readonly Evidence[]
}

export interface ContextParts {
  readonly scope: ReaderScope
  readonly permissions: Pick<Permissions, 'describe'>
  readonly encode: Encode
  readonly now: Date
}

interface Told {
  readonly who: string
  readonly text: string
  readonly at: string
}

/** The thread's last messages, the rights of who asks, work in flight and what failed of late, within a bound. */
export async function contextFacts(
  { scope, permissions, encode, now }: ContextParts,
  { thread, by, groups }: PendingMessage,
): Promise<ContextFacts> {
  const asker: Asker = { user: by, groups }
  const [messages, rights, tasks, failed, name] = await Promise.all([
    messagesIn(scope, thread, by),
    permissions.describe(asker),
    findRuns(scope, { state: 'active' }, 'task.list'),
    findRuns(scope, { state: 'failed', newest: FAILURES_LOOKED_AT }, 'deploy.history'),
    nameOf(scope.store, by),
  ])
  const inFlight = tasks.slice(0, MOST_TASKS)
  const recent = failed
    .filter(({ requestedAt }) => now.getTime() - Date.parse(requestedAt) < ERRORS_WITHIN_MS)
    .slice(0, MOST_ERRORS)
  const facts = (shown: readonly Told[]): string =>
    encode({
      now: now.toISOString(),
      asker: name,
      rights,
      services: scope.settings.services,
      tasksInFlight: inFlight.map(runFacts),
      recentErrors: recent.map(runFacts),
      messages: shown,
    })
  return { written: shortened(facts, messages), evidence: [...inFlight, ...recent].map(ofRun) }
}

/** The oldest messages are what a question needs least. */
function shortened(facts: (messages: readonly Told[]) => string, messages: readonly Told[]): string {
  for (let left = messages; left.length > 0; left = left.slice(1)) {
    const written = facts(left)
    if (written.length <= LONGEST_CONTEXT) return written
  }
  return facts([]).slice(0, LONGEST_CONTEXT)
}

/** Whoever else speaks in the thread is named as somebody else, so that nobody's words pass for the asker's. */
async function messagesIn({ store }: ReaderScope, thread: string, asker: string): Promise<readonly Told[]> {
  const said = (await store.get(conversations, thread))?.messages ?? []
  return Promise.all(
    said.map(async ({ by, text, at }) => {
      if (by === undefined) return { who: 'you', text, at }
      return { who: by === asker ? 'the asker' : `somebody else: ${await nameOf(store, by)}`, text, at }
    }),
  )
}
