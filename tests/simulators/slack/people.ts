import type { Place } from '../person.ts'
import type { SeenMessage } from '../seen.ts'
import { createHands } from './hands.ts'
import { directChannel } from './methods/answer.ts'
import { GENERAL, type Scene } from './script.ts'
import { seenEphemeral, seenFile, seenMessage } from './seen-message.ts'
import { seenHome, seenModal } from './seen-view.ts'
import type { SlackPerson } from './slack-person.ts'

/** The longest that anything is waited for; only a test that has failed waits so long. */
const SEEN_WITHIN_MS = 15_000

/** Slack's id of somebody: `ana` is `UANA`. */
function userOf(name: string): string {
  return /^[UW][A-Z0-9]+$/.test(name) ? name : `U${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`
}

/** The people of a workspace. */
export function createPeople(scene: Scene) {
  const { workspace, views } = scene
  const problems = new Map<string, Readonly<Record<string, string>>>()

  function messages(user: string, where?: Place): readonly SeenMessage[] {
    const isVisible = (channel: string): boolean => !channel.startsWith('D') || channel === directChannel(user)
    return [
      ...workspace.messages.map((one) => seenMessage(workspace, one)),
      ...workspace.files.map((one) => seenFile(workspace, one)),
      ...workspace.ephemerals.filter((one) => one.user === user).map((one) => seenEphemeral(workspace, one)),
    ]
      .filter((one) => isVisible(one.channel) && isIn(one, where))
      .toSorted((one, other) => one.id.localeCompare(other.id))
  }

  const onTop = (user: string) => views.openOf(user).at(-1)
  const modalOf = (user: string) => {
    const view = onTop(user)
    return view && seenModal(view, problems.get(view.id))
  }

  function person(name: string): SlackPerson {
    const user = userOf(name)
    return {
      name,
      userId: `slack:${user}`,
      ...createHands(scene, user, { modal: () => modalOf(user), problems }),
      sees: (what, where) =>
        found(`${name} sees no message with ${what}`, () =>
          messages(user, where).find((one) => one.byBot && passes(one, what)),
        ),
      again: ({ id, channel }) => messages(user).find((one) => one.id === id && one.channel === channel),
      messages: (where) => messages(user, where),
      seesModal: (title) =>
        found(`${name} sees no form "${title ?? ''}"`, () => {
          const modal = modalOf(user)
          return modal && (title === undefined || modal.title === title) ? modal : undefined
        }),
      async seesTyping(where) {
        await found(`${name} sees no status`, () => statusIn(where))
      },
      seesStatus: (where) => found(`${name} sees no status`, () => statusIn(where)),
      seesHome: (words = '') =>
        found(`${name} sees no Home tab with ${words}`, () => {
          const view = views.homeOf(user)
          const home = view && seenHome(view)
          return home && says(home.text, words) ? home : undefined
        }),
    }
  }

  function statusIn({ channel, thread }: Place = {}): string | undefined {
    const of = [...workspace.statuses].find(
      ([key]) => (!channel || key.startsWith(`${channel}:`)) && (!thread || key.endsWith(`:${thread}`)),
    )
    return of?.[1]
  }

  async function found<T>(missing: string, find: () => T | undefined): Promise<T> {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error(`${missing} within ${SEEN_WITHIN_MS} ms`)), SEEN_WITHIN_MS)
    try {
      return await Promise.race([workspace.until(find), late.promise])
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    person,
    changed: () => workspace.next(),
    /** Everything that somebody sees now. */
    screen(name: string): object {
      const user = userOf(name)
      const home = views.homeOf(user)
      return {
        general: GENERAL,
        direct: directChannel(user),
        messages: messages(user),
        modals: views.openOf(user).map((view) => seenModal(view, problems.get(view.id))),
        statuses: Object.fromEntries(workspace.statuses),
        ...(home && { home: seenHome(home) }),
      }
    },
  }
}

function isIn(message: SeenMessage, where: Place | undefined): boolean {
  if (where === undefined) return true
  const channel = where.channel ?? GENERAL
  const thread = where.thread
  return message.channel === channel && (thread === undefined || message.thread === thread)
}

function passes(message: SeenMessage, what: string | RegExp | ((message: SeenMessage) => boolean)): boolean {
  return typeof what === 'function' ? what(message) : says(message.text, what)
}

function says(text: string, words: string | RegExp): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text)
}
