import type { Failure } from './front.ts'
import type { ChatRules } from './methods/chat.ts'
import type { TokenFault, Tokens } from './tokens.ts'
import type { ChannelFault, PersonFacts, SlackMessage, Workspace } from './workspace.ts'

export interface FailingParts {
  readonly home: Workspace
  readonly tokens: Tokens
  readonly failures: Map<string, Failure[]>
  readonly rules: ChatRules
}

/** What goes wrong in Slack because a test says so, and what is otherwise arranged there. */
export function createFailing({ home, tokens, failures, rules }: FailingParts) {
  return {
    /** Makes the next calls of a method fail, one failure each. */
    failNext(method: string, ...next: readonly Failure[]): void {
      failures.set(method, [...(failures.get(method) ?? []), ...next])
    },
    userGroup(id: string, users: readonly string[]): void {
      home.groups.set(id, users)
    },
    /** What `users.info` says of somebody, in the place of or beside the usual. */
    describe(user: string, facts: PersonFacts): void {
      home.people.set(user, facts)
    },
    /** Takes the bot out of a channel. */
    removeBotFrom(channel: string): void {
      home.outside.add(channel)
    },
    inviteBotTo(channel: string): void {
      home.outside.delete(channel)
    },
    /** Archives a channel, locks it, or makes it unknown to the bot; undefined makes it well again. */
    spoilChannel(channel: string, fault: ChannelFault | undefined): void {
      if (fault) home.faults.set(channel, fault)
      else home.faults.delete(channel)
    },
    /** Revokes a token, or lets it expire. */
    spoilToken(token: string, fault: TokenFault): void {
      tokens.spoil(token, fault)
    },
    /** Messages older than this cannot be edited any more: `edit_window_closed`. */
    editableFor(ms: number): void {
      rules.editableMs = ms
    },
    /** Somebody deletes a message of the bot under it. */
    deleteUnder({ channel, ts }: Pick<SlackMessage, 'channel' | 'ts'>): void {
      const message = home.find(channel, ts)
      if (message) home.remove(message)
    },
  }
}
