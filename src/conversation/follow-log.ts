import { lineText } from '../cards/log-card.ts'
import { shownWhileFollowed } from '../cards/log-follow-card.ts'
import { problemCard, sentenceCard } from '../cards/sentence-card.ts'
import { followFrom } from '../domain/histories.ts'
import type { UserId } from '../domain/ids.ts'
import { FOLLOWED_MS, type Follow, type FollowEnd, followStream, MOST_FOLLOWS } from '../domain/log-follow.ts'
import type { PendingMessage } from '../domain/projections.ts'
import { follows, threadLabel } from '../domain/projections.ts'
import type { Slots } from '../domain/understanding.ts'
import type { ButtonPress, PressAnswer } from '../ports/chat-platform.ts'
import { correlationOf } from '../queries/correlation.ts'
import { linesThatStay } from '../queries/followed-lines.ts'
import { logQueryFrom } from '../queries/log-wish.ts'
import { scopeFor } from '../queries/scope.ts'
import { visibleTo } from '../queries/visible-to.ts'
import { type Transaction, transact } from '../runtime/transact.ts'
import { lackingSentence } from '../texts/lacking-sentence.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { type Outcome, replyWith } from './outcome.ts'
import type { ConversationParts } from './parts.ts'
import { outdated, refusePress } from './refuse-press.ts'

/** Follows a log for two minutes, in a message of its own that is edited as lines come, and ends what its person follows. */
export async function followLog(parts: ConversationParts, message: PendingMessage, slots: Slots): Promise<Outcome> {
  const { by, groups, language, thread } = message
  const texts = textsIn(language)
  const [place, ...others] = await visibleTo(parts, { user: by, groups, language }, slots, 'logs.show')
  if (!place) return replyWith(problemCard(texts.deployments.notVisible))
  if (others.length > 0) return replyWith(problemCard(texts.logs.whichEnvironment({ service: place.service })))
  const { runsBy, logs } = parts.delivery.abilities(place.service, place.environment)
  if (logs.kind === 'lacking')
    return replyWith(problemCard(lackingSentence(place.service, runsBy, 'logs', logs.detail, texts)))
  const open = await parts.store.list(follows, { labels: ['open'] })
  const own = open.filter((follow) => follow.by === by)
  if (open.length - own.length >= MOST_FOLLOWS)
    return replyWith(problemCard(texts.logs.follow.tooMany({ most: MOST_FOLLOWS })))
  const ending = await endingOf(parts, own, 'replaced', by)
  const now = parts.clock.now()
  const { words } = logQueryFrom(slots, now)
  const until = new Date(now.getTime() + FOLLOWED_MS).toISOString()
  return async (transaction, thought) => {
    const follow = parts.newId()
    await ending(transaction)
    transaction.append(followStream(follow), {
      type: 'log.follow.requested',
      ...{ follow, thread, by, groups, words, until, button: parts.newId() },
      ...{ service: place.service, environment: place.environment },
      ...(language && { language }),
      ...(thought !== undefined && { inPlaceOf: thought }),
    })
    return undefined
  }
}

/** “stop”, where nothing else is open that it may mean. */
const STOP_FOLLOWING =
  /^\W*(?:<?@\S+\s+)?\W*(?:please |bitte |por favor )?(?:stop|end|cancel|stopp|beende|para|detén)(?: (?:it|that|this|following|the (?:logs?|following)|logs?|showing (?:it|them)|das|es|die logs?|de seguir|los registros))*(?: please| bitte| por favor)?\W*$/iu

/** Whoever means it says no more than that. */
const LONGEST_STOP = 80

export const saysStop = (text: string): boolean => text.length <= LONGEST_STOP && STOP_FOLLOWING.test(text)

/** Those that whoever says “stop” there follows. */
export async function followedIn(
  { store }: Pick<ConversationParts, 'store'>,
  { thread, by }: Pick<PendingMessage, 'thread' | 'by'>,
): Promise<readonly Follow[]> {
  const open = await store.list(follows, { labels: ['open', threadLabel(thread)] })
  return open.filter((follow) => follow.by === by)
}

/** Ends what is followed, since somebody says so. */
export async function stopFollowing(
  parts: ConversationParts,
  message: PendingMessage,
  open: readonly Follow[],
): Promise<Outcome> {
  const texts = textsIn(message.language)
  const ending = await endingOf(parts, open, 'stopped', message.by)
  return async (transaction) => {
    await ending(transaction)
    return sentenceCard(texts.logs.follow.stopped)
  }
}

/** Ends those that have not ended meanwhile, with the lines that stay. */
async function endingOf(
  parts: ConversationParts,
  open: readonly Follow[],
  how: FollowEnd,
  by: UserId,
): Promise<(transaction: Transaction) => Promise<void>> {
  const staying = await Promise.all(open.map((follow) => lastLines(parts, follow)))
  return async (transaction) => {
    for (const [index, { follow }] of open.entries()) {
      const stream = followStream(follow)
      if (followFrom(await transaction.read(stream))?.ended) continue
      const lines = staying[index]
      transaction.append(stream, { type: 'log.follow.ended', follow, how, by, ...(lines && { lines }) })
    }
  }
}

/** A press on its button: anybody in the thread may end it, since it only shows. */
export async function pressFollow(
  parts: ConversationParts,
  press: ButtonPress,
  follow: Follow,
  texts: Texts,
): Promise<PressAnswer> {
  const stream = followStream(follow.follow)
  if (follow.ended) return refusePress(parts, press, outdated(texts.logs.follow.over), { about: stream, place: follow })
  const ending = await endingOf(parts, [follow], 'stopped', press.by)
  const correlationId = await correlationOf(parts.store, stream)
  const cause = { correlationId, causationId: press.keys[0] ?? press.button, actor: press.by, inboxKeys: press.keys }
  await transact(parts.store, cause, parts.clock.now(), ending)
  return {}
}

async function lastLines(parts: ConversationParts, follow: Follow): Promise<readonly string[] | undefined> {
  const { by: user, groups, language } = follow
  const lines = await linesThatStay(scopeFor(parts, { user, groups, language }), follow)
  return lines && shownWhileFollowed(lines.map(lineText))
}
