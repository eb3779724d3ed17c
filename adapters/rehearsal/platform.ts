import type { Card } from '../../src/domain/card.ts'
import type { GroupId, MessageRef, UserId } from '../../src/domain/ids.ts'
import type { Standing } from '../../src/domain/standing.ts'
import {
  type ButtonPress,
  type ConnectedChat,
  type DeletedMessage,
  type Destination,
  type EditedMessage,
  type Inbox,
  type IncomingMessage,
  type SentForm,
  type ShowForm,
  UnavailableError,
} from '../../src/ports/chat-platform.ts'
import { directPlace } from './places.ts'
import type { TimelineEntry } from './timeline-entry.ts'

/** How the platform treats what the bot posts: well, not at all, or so that the bot never learns that it went well. */
export const PLATFORM_STATES = ['up', 'down', 'loses-answers'] as const
export type PlatformState = (typeof PLATFORM_STATES)[number]

/** A chat platform that outlives the bot: what was posted stays, and what was not taken can be delivered again. */
export interface Platform {
  readonly name: string
  state: PlatformState
  /** Connects a bot in place of the one before. */
  connect(inbox: Inbox): ConnectedChat
  /** Hands something said or pressed to the bot. Whoever said it is told when the bot could not take it. */
  deliver(delivery: Delivery): Promise<void>
}

export type Delivery =
  | { readonly kind: 'message'; readonly message: IncomingMessage }
  | { readonly kind: 'edit'; readonly edit: EditedMessage }
  | { readonly kind: 'deletion'; readonly deletion: DeletedMessage; readonly by: UserId }
  | { readonly kind: 'press'; readonly press: ButtonPress }
  | { readonly kind: 'form'; readonly form: SentForm }

/** Who people are, looked up at every question. Who is not named belongs to the workspace and is in no group. */
export interface PlatformPeople {
  readonly groups: ReadonlyMap<UserId, readonly GroupId[]>
  readonly standings: ReadonlyMap<UserId, Standing>
  readonly groupNames: ReadonlyMap<GroupId, string>
}

/** Who has said, pressed or sent it. */
export function actorOf(delivery: Delivery): UserId {
  switch (delivery.kind) {
    case 'message':
      return delivery.message.by
    case 'edit':
      return delivery.edit.by
    case 'deletion':
      return delivery.by
    case 'press':
      return delivery.press.by
    case 'form':
      return delivery.form.by
  }
}

/**
 * @param windows Whether forms open in windows; else the thread asks.
 * @param happened Told of everything that can be seen, in its order.
 */
export function createPlatform(
  name: string,
  { groups, standings, groupNames }: PlatformPeople,
  windows: boolean,
  happened: (what: TimelineEntry) => void,
): Platform {
  const posted = new Map<string, MessageRef>()
  const places = new Map<MessageRef, string>()
  let bot: Inbox | undefined

  const answerIs = (ref: MessageRef): MessageRef => {
    if (platform.state === 'loses-answers') throw new Error(`${name} answered nothing`)
    return ref
  }
  const post = (to: Destination, card: Card, key: string): MessageRef => {
    const known = posted.get(key)
    if (known !== undefined) return known
    const message = `${name}:message-${posted.size + 1}`
    const place = placeOf(to)
    posted.set(key, message)
    places.set(message, place)
    happened({ kind: 'posted', place, message, card })
    return message
  }
  const showFormTo =
    ({ by: to, thread: place }: ButtonPress): ShowForm =>
    async (form) => {
      happened({ kind: 'opened', to, place, form })
      return true
    }
  const orRefuse = (): void => {
    if (platform.state === 'down') throw new Error(`${name} does not answer`)
  }

  const platform: Platform = {
    name,
    state: 'up',
    connect(inbox) {
      bot = inbox
      return {
        name,
        ...(name === 'terminal' && { startsBlank: true }),
        groups: {
          async groupsOf(user) {
            orRefuse()
            return groups.get(user) ?? []
          },
          async membersOf(group) {
            orRefuse()
            return [...groups].filter(([, of]) => of.includes(group)).map(([user]) => user)
          },
          async nameOf(group) {
            orRefuse()
            return groupNames.get(group)
          },
        },
        standings: {
          async standingOf(user) {
            orRefuse()
            return standings.get(user) ?? 'member'
          },
        },
        state: () => ({ connected: platform.state !== 'down' }),
        async post(to, card, { key }) {
          orRefuse()
          return answerIs(post(to, card, key))
        },
        async edit(message, card) {
          orRefuse()
          happened({ kind: 'edited', place: places.get(message) ?? message, message, card })
          answerIs(message)
        },
        async stop() {
          bot = undefined
        },
      }
    },
    async deliver(delivery) {
      const told = await hand(bot, delivery, windows ? showFormTo : undefined)
      if (told !== undefined) happened({ kind: 'told', to: actorOf(delivery), text: told })
    },
  }
  return platform
}

/** Resolves to what only the person is told. */
async function hand(
  bot: Inbox | undefined,
  delivery: Delivery,
  showFormTo: ((press: ButtonPress) => ShowForm) | undefined,
): Promise<string | undefined> {
  try {
    switch (delivery.kind) {
      case 'message':
        await bot?.message(delivery.message)
        return undefined
      case 'edit':
        await bot?.edited(delivery.edit)
        return undefined
      case 'deletion':
        await bot?.deleted(delivery.deletion)
        return undefined
      case 'press':
        return (await bot?.press(delivery.press, showFormTo?.(delivery.press)))?.notice
      case 'form': {
        const answer = await bot?.form(delivery.form)
        return answer?.problem ?? answer?.notice
      }
    }
  } catch (error) {
    if (error instanceof UnavailableError) return error.userMessage
    throw error
  }
}

function placeOf(to: Destination): string {
  return to.kind === 'thread' ? to.thread : directPlace(to.user)
}
