import { inLanguage } from '../../cards/in-language.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import { isPerson } from '../../domain/assistant-proposal.ts'
import type { Card } from '../../domain/card.ts'
import { type Handed, type HandoverOffered, handoverStream, OFFERED_MS, type Staying } from '../../domain/handover.ts'
import type { UserId } from '../../domain/ids.ts'
import { isOver, messageStream } from '../../domain/message.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import { personBehind } from '../../domain/same-person.ts'
import { nameOf } from '../../queries/names.ts'
import { transact } from '../../runtime/transact.ts'
import { textsIn } from '../../texts/texts-in.ts'
import type { ConversationParts } from '../parts.ts'
import { personMeant } from '../people-to-tell.ts'
import { type HandoverWords, handoverWords } from './handover-words.ts'
import { openBesides, openWork, takeable } from './what-is-open.ts'

/** A message that hands something over; undefined for everything else. */
export function handoverMessage({ text, request, answers, overheard }: PendingMessage): HandoverWords | undefined {
  return request || answers !== undefined || overheard ? undefined : handoverWords(text)
}

/** More than that is asked about in parts: a card holds so many lines. */
const MOST_OFFERED = 20

/** Offers it to the person, and records that the message is answered. Nothing changes until they take it over. */
export async function offerHandover(
  parts: ConversationParts,
  message: PendingMessage,
  words: HandoverWords,
): Promise<void> {
  const { correlationId, by, thread } = message
  const outcome = await outcomeOf(parts, message, words)
  parts.log.info({ correlationId }, 'asked to hand something over')
  const cause = { correlationId, causationId: message.message, actor: by }
  await transact(parts.store, cause, parts.clock.now(), async (transaction) => {
    const stream = messageStream(message.message)
    if (isOver(await transaction.read(stream))) return
    const { reply, offer } = outcome
    if (offer) transaction.append(handoverStream(offer.handover), { type: 'handover.offered', ...offer })
    transaction.append(stream, {
      type: 'message.handled',
      ...{ message: message.message, thread, by, intent: 'task.handover', slots: {}, via: 'rules' },
      ...(reply && { reply: inLanguage(reply, message.language) }),
      ...(offer && { asked: [{ kind: 'handover', id: offer.handover }] }),
    })
  })
}

interface Offering {
  readonly reply?: Card
  readonly offer?: HandoverOffered
}

async function outcomeOf(parts: ConversationParts, message: PendingMessage, words: HandoverWords): Promise<Offering> {
  const { by, thread, language } = message
  const texts = textsIn(language)
  const { handover: told, formats } = texts
  const { people = [] } = parts.settings
  if (!isPerson(by)) return { reply: problemCard(told.onlyPeople) }
  const to = await personMeant(parts.store, message, words.to)
  if (to === undefined || !isPerson(to)) return { reply: problemCard(told.unknown({ name: words.to })) }
  if (personBehind(to, people) === personBehind(by, people)) return { reply: problemCard(told.yourself) }
  const work = await openWork(parts, message, words.what)
  const { tasks, changes, stays } = await takeable(parts, work, { user: to, groups: [] })
  const found: readonly string[] = [...tasks, ...changes, ...stays.map(({ what }) => what)]
  const strange = typeof words.what === 'string' ? [] : words.what.filter((name) => !found.includes(name))
  const name = await nameOf(parts.store, to)
  const notes = [
    ...stays.map((one) => stayingWords(one, name, told)),
    ...(strange.length > 0 ? [told.notYours({ names: formats.allOf(strange) })] : []),
  ]
  const offered: Handed = {
    tasks: tasks.slice(0, MOST_OFFERED),
    changes: changes.slice(0, Math.max(0, MOST_OFFERED - tasks.length)),
  }
  const more = tasks.length + changes.length - offered.tasks.length - offered.changes.length
  const reply = [...notes, ...(more > 0 ? [told.tooMany({ count: more })] : [])]
  if (tasks.length + changes.length === 0) {
    const nothing = words.what === 'here' ? told.nothingHere : told.nothing
    return { reply: problemCard(reply.length > 0 ? reply.join('\n') : nothing) }
  }
  const besides = words.what === 'everything' ? await openBesides(parts, by, to, texts) : []
  return {
    ...(reply.length > 0 && { reply: problemCard(reply.join('\n')) }),
    offer: offerOf(parts, { by, to, thread, ...(language && { language }) }, offered, besides),
  }
}

type Told = ReturnType<typeof textsIn>['handover']

/** Why something stays, for whoever has it. */
const stayingWords = ({ what, because }: Staying, to: string, { stays }: Told): string => stays[because]({ what, to })

function offerOf(
  { newId, clock }: Pick<ConversationParts, 'newId' | 'clock'>,
  who: { readonly by: UserId; readonly to: UserId } & Pick<PendingMessage, 'thread' | 'language'>,
  offered: Handed,
  besides: readonly string[],
): HandoverOffered {
  return {
    ...{ handover: newId(), ...who, ...offered, button: newId() },
    expiresAt: new Date(clock.now().getTime() + OFFERED_MS).toISOString(),
    ...(besides.length > 0 && { besides }),
  }
}
