import { inLanguage } from '../cards/in-language.ts'
import { lineText } from '../cards/log-card.ts'
import { logFollowCard, shownWhileFollowed } from '../cards/log-follow-card.ts'
import type { Card } from '../domain/card.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { followFrom } from '../domain/histories.ts'
import { type Follow, type FollowEnd, followStream, isOfFollow } from '../domain/log-follow.ts'
import { follows } from '../domain/projections.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import { correlationOf } from '../queries/correlation.ts'
import { followedLines } from '../queries/followed-lines.ts'
import { startLogLoop } from '../runtime/log-loop.ts'
import type { Loop } from '../runtime/loop.ts'
import { transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'

export interface FollowParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly registry: Pick<WorkerRegistry, 'list'>
  /** This process. */
  readonly self: { readonly id: string }
  readonly delivery: PlaceAbilities
  /** Whether who asked for it may still read it. */
  readonly mayRead: (follow: Follow) => Promise<boolean>
  readonly redact: (text: string) => string
  /** Shows a card while the log is followed; see `Outbox.updateDraft`. */
  readonly show: (follow: Follow, card: Card) => Promise<void>
  readonly onError: (error: unknown) => void
}

/** As often as the platforms let a message be edited without complaint; several share it. */
const LOOK_EVERY_MS = 3_000

/**
 * Shows what services write in one message that is edited, until its time is over or somebody ends it. One process follows
 * each log; where that one is gone, the message says that the rest was not followed.
 */
export function startLogFollows(parts: FollowParts): Loop {
  const { log, clock, onError } = parts
  const shown = new Map<string, Shown>()
  let nextAt = 0
  const round = async (): Promise<Date | undefined> => {
    const open = await log.list(follows, { labels: ['open'] })
    if (open.length === 0) {
      shown.clear()
      return undefined
    }
    const now = clock.now().getTime()
    const isNew = open.some(({ process }) => process === undefined)
    if (isNew || now >= nextAt) {
      nextAt = now + LOOK_EVERY_MS * open.length
      await Promise.all(open.map((follow) => look(parts, follow, shown).catch(onError)))
    }
    return new Date(nextAt)
  }
  return startLogLoop(log, { clock, round, onError }, (type) => isOfFollow({ type }))
}

/** What stands on a card, and how often the log could not be read since. */
interface Shown {
  readonly lines: readonly string[]
  readonly failures: number
}

/** One read that fails says little: a cluster hiccups. */
const FAILED_READS = 2

async function look(parts: FollowParts, follow: Follow, shown: Map<string, Shown>): Promise<void> {
  const { self, clock } = parts
  if (follow.process === undefined && !(await take(parts, follow))) return
  if (follow.process !== undefined && follow.process !== self.id) {
    if (!(await isThere(parts, follow.process))) await end(parts, follow, 'cut', await linesNow(parts, follow))
    return
  }
  if (!(await parts.mayRead(follow))) return end(parts, follow, 'refused', undefined)
  const before = shown.get(follow.follow)
  const lines = await linesOf(parts, follow)
  if (!lines) {
    const failures = (before?.failures ?? 0) + 1
    if (failures >= FAILED_READS) return end(parts, follow, 'failed', before?.lines)
    shown.set(follow.follow, { lines: [], ...before, failures })
    return
  }
  if (clock.now().getTime() >= Date.parse(follow.until)) return end(parts, follow, 'time', lines)
  shown.set(follow.follow, { lines, failures: 0 })
  if (before?.lines.join('\n') === lines.join('\n')) return
  await parts.show(follow, inLanguage(logFollowCard(follow, lines, textsIn(follow.language)), follow.language))
}

/** What the process that is gone had shown is known to nobody: these are the last lines at this moment. */
const linesNow = async (parts: FollowParts, follow: Follow): Promise<readonly string[] | undefined> =>
  (await parts.mayRead(follow)) ? linesOf(parts, follow) : undefined

/** Undefined where the log cannot be read. */
async function linesOf(parts: FollowParts, follow: Follow): Promise<readonly string[] | undefined> {
  const read = await followedLines(parts, follow).catch(() => undefined)
  return read?.map(lineText)
}

async function isThere({ registry }: FollowParts, process: string): Promise<boolean> {
  return (await registry.list()).some(({ id, state }) => id === process && state === 'live')
}

/** False where another process has it, or it has ended. */
async function take({ log, clock, self }: FollowParts, { follow }: Follow): Promise<boolean> {
  const stream = followStream(follow)
  const cause = { correlationId: await correlationOf(log, stream), actor: 'log-follows' }
  const taken = await transact(log, cause, clock.now(), async (transaction) => {
    const present = followFrom(await transaction.read(stream))
    if (!present || present.ended || present.process !== undefined) return false
    transaction.append(stream, { type: 'log.follow.taken', follow, process: self.id })
    return true
  })
  return taken.kind === 'done' && taken.result
}

async function end(
  { log, clock }: Pick<FollowParts, 'log' | 'clock'>,
  { follow }: Follow,
  how: FollowEnd,
  lines: readonly string[] | undefined,
): Promise<void> {
  const stream = followStream(follow)
  const cause = { correlationId: await correlationOf(log, stream), actor: 'log-follows' }
  await transact(log, cause, clock.now(), async (transaction) => {
    const present = followFrom(await transaction.read(stream))
    if (!present || present.ended) return
    const stays = lines && { lines: shownWhileFollowed(lines) }
    transaction.append(stream, { type: 'log.follow.ended', follow, how, ...stays })
  })
}
