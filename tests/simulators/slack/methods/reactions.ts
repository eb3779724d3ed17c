import { type Answer, type Arguments, type Desk, type Methods, refuse } from './answer.ts'

/** https://docs.slack.dev/reference/methods/reactions.add */
export function reactionMethods({ workspace }: Desk): Methods {
  const change = (
    { channel = '', timestamp = '', name = '' }: Arguments,
    next: (reactions: readonly string[], name: string) => readonly string[] | string,
  ): Answer => {
    const fault = workspace.faultOf(channel)
    if (fault) return refuse(fault)
    if (!/^[\w+:-]+$/.test(name)) return refuse('invalid_name')
    const message = workspace.find(channel, timestamp)
    if (!message) return refuse('message_not_found')
    const reactions = next(message.reactions ?? [], name)
    if (typeof reactions === 'string') return refuse(reactions)
    workspace.amend(message, { reactions })
    return { ok: true }
  }
  return {
    'reactions.add': (args) =>
      change(args, (there, name) => (there.includes(name) ? 'already_reacted' : [...there, name])),
    'reactions.remove': (args) =>
      change(args, (there, name) => (there.includes(name) ? there.filter((one) => one !== name) : 'no_reaction')),
  }
}
