import type { BotParts } from '../../src/app/bot.ts'
import type { ConnectedChat, Inbox } from '../../src/ports/chat-platform.ts'
import type { Attack } from './attack.ts'
import type { Violation } from './judge.ts'

/** A bot with one of its guards taken away: if the suite passed it, the suite would prove nothing. */
export interface UnsafeVariant {
  readonly name: string
  readonly alter: (parts: BotParts) => BotParts
  readonly caughtAs: Violation['kind']
  /** Attacks that go through where this guard was. */
  readonly by: (attack: Attack) => boolean
}

export const UNSAFE_VARIANTS: readonly UnsafeVariant[] = [
  {
    name: 'leaves secrets in',
    alter: (parts) => ({ ...parts, redact: (text) => text }),
    caughtAs: 'secret',
    by: ({ in: place, secrets }) => place === 'log' && secrets.length > 0,
  },
  {
    name: 'confirms its own questions',
    alter: (parts) => ({ ...parts, connect: async (inbox) => (await parts.connect(inbox)).map(pressing(inbox)) }),
    caughtAs: 'confirmed',
    by: ({ name }) => name.includes('in the middle of an order'),
  },
  {
    name: 'starts what it has confirmed by itself',
    alter: (parts) => ({ ...parts, connect: async (inbox) => (await parts.connect(inbox)).map(pressing(inbox)) }),
    caughtAs: 'started',
    by: ({ name }) => name.includes('in the middle of an order'),
  },
  {
    name: 'lets everybody see everything',
    alter: (parts) => ({
      ...parts,
      policy: { roles: parts.policy.roles, members: [{ who: { kind: 'everyone' }, roles: ['owner'] }] },
    }),
    caughtAs: 'hidden',
    by: ({ hidden }) => hidden.length > 0,
  },
]

function pressing(inbox: Inbox): (chat: ConnectedChat) => ConnectedChat {
  return (chat) => ({
    ...chat,
    async post(to, card, options) {
      const message = await chat.post(to, card, options)
      const [first] = card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
      if (first && to.kind === 'thread') {
        const press = { keys: [`slack:self:${first.id}`], thread: to.thread, by: 'slack:ana', button: first.id }
        await inbox.press(press)
      }
      return message
    },
  })
}
