import type { Call } from './front.ts'
import type { Arguments } from './methods/answer.ts'
import type { View, Views } from './views.ts'
import type { Ephemeral, SlackMessage, Workspace } from './workspace.ts'

/** Words for one person alone, without their blocks. */
export type Told = Pick<Ephemeral, 'channel' | 'user' | 'threadTs' | 'text'>

function told({ channel, user, threadTs, text }: Ephemeral): Told {
  return { channel, user, text, ...(threadTs && { threadTs }) }
}

/** What stands in a workspace, and what the bot called. */
export function createReading(workspace: Workspace, views: Views, calls: readonly Call[]) {
  const { botUser } = workspace.installation
  return {
    /** The modals that have opened, oldest first. */
    views: (): readonly View[] => views.all,
    homeOf: (user: string): View | undefined => views.homeOf(user),
    /** Files that were shared, with where. */
    files: () => workspace.files,
    /** The bytes of an uploaded file, such as a picture. */
    uploaded: (id: string): Uint8Array | undefined => workspace.bytes.get(id),
    statuses: (): ReadonlyMap<string, string> => workspace.statuses,
    /** The bot's messages, of a channel or thread if one is given. */
    messages(where: { readonly channel?: string; readonly threadTs?: string } = {}): readonly SlackMessage[] {
      return workspace.messages.filter(
        ({ user, channel, threadTs }) =>
          user === botUser &&
          (where.channel === undefined || where.channel === channel) &&
          (where.threadTs === undefined || where.threadTs === threadTs),
      )
    },
    /** Resolves with the first message of the bot that passes, now or after a later post or edit. */
    message(passes: (message: SlackMessage) => boolean): Promise<SlackMessage> {
      return workspace.until(() => workspace.messages.find((one) => one.user === botUser && passes(one)))
    },
    ephemerals: (): readonly Told[] => workspace.ephemerals.map(told),
    async ephemeral(passes: (ephemeral: Ephemeral) => boolean): Promise<Told> {
      return told(await workspace.until(() => workspace.ephemerals.find(passes)))
    },
    /** The arguments of every call of a Web API method. */
    calls: (method: string): readonly Arguments[] =>
      calls.filter((one) => one.method === method).map(({ args }) => args),
  }
}
