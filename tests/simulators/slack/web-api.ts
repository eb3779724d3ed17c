import { type SimulatorClock, systemClock } from '../clock.ts'
import { accountMethods } from './methods/account.ts'
import { type Answer, type Arguments, type Desk, RefusedError, refuse } from './methods/answer.ts'
import { assistantMethods } from './methods/assistant.ts'
import { type ChatRules, chatMethods } from './methods/chat.ts'
import { conversationMethods } from './methods/conversations.ts'
import { fileMethods } from './methods/files.ts'
import { peopleMethods } from './methods/people.ts'
import { reactionMethods } from './methods/reactions.ts'
import { streamMethods } from './methods/streams.ts'
import { viewMethods } from './methods/views.ts'
import type { Views } from './views.ts'
import type { Workspace } from './workspace.ts'

export { type Answer, type Arguments, directChannel } from './methods/answer.ts'

/** The workspace of the bot. */
export const HOME_TEAM = 'T1'

export interface WebApiOptions {
  readonly clock?: SimulatorClock
  readonly rules?: ChatRules
}

/** The Web API methods of one workspace, answering as Slack does: faults are `ok: false` as well. */
export function createWebApi(
  workspace: Workspace,
  views: Views,
  host: () => string,
  { clock = systemClock(), rules = { editableMs: Number.POSITIVE_INFINITY } }: WebApiOptions = {},
) {
  const desk: Desk = { workspace, views, clock, host }
  const methods = new Map(
    Object.entries({
      ...accountMethods(desk),
      ...assistantMethods(desk),
      ...chatMethods(desk, rules),
      ...conversationMethods(desk),
      ...fileMethods(desk),
      ...peopleMethods(desk),
      ...reactionMethods(desk),
      ...streamMethods(desk),
      ...viewMethods(desk),
    }),
  )
  return (method: string, args: Arguments): Answer => {
    try {
      return methods.get(method)?.(args) ?? refuse('unknown_method')
    } catch (error) {
      if (error instanceof RefusedError) return refuse(error.message)
      throw error
    }
  }
}
