import { tokenOfUser } from '../domain/api-token.ts'
import type { UserId } from '../domain/ids.ts'
import { apiTokens } from '../domain/projections.ts'
import type { IncomingMessage, PressAnswer } from '../ports/chat-platform.ts'
import type { Documents } from '../ports/event-store.ts'
import { textsIn } from '../texts/texts-in.ts'

/** Whether somebody is a token that only proposes, whatever way it came in. */
async function isProposer(store: Documents, user: UserId): Promise<boolean> {
  const token = tokenOfUser(user)
  return token !== undefined && (await store.get(apiTokens, token))?.acts === 'proposer'
}

/** What such a token says is a proposal, also where it does not say so itself. */
export async function asProposal(store: Documents, message: IncomingMessage): Promise<IncomingMessage> {
  if (message.proposal || !(await isProposer(store, message.by))) return message
  return { ...message, proposal: {} }
}

/** The answer to a press by such a token, which presses nothing; undefined for everybody else. */
export async function onlyProposes(store: Documents, user: UserId): Promise<PressAnswer | undefined> {
  return (await isProposer(store, user)) ? { notice: textsIn(undefined).accounts.onlyProposes } : undefined
}
