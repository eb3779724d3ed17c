import { randomUUID } from 'node:crypto'
import type { ScriptedChat } from './scripted-chat.ts'
import { type Surface, shownCard } from './surface.ts'

/** As a person in a chat; what is asked for as data is a command with options. */
export function chatSurface(chat: ScriptedChat, by: string): Surface {
  return {
    name: 'chat',
    async ask(asking) {
      const thread = `terminal:${randomUUID()}`
      const { message, card } =
        'words' in asking ? await chat.says(by, thread, asking.words) : await chat.says(by, thread, '/command', asking)
      return shownCard(message, card)
    },
    close: async () => {},
  }
}
