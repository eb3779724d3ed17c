import type { Texts } from '../texts/texts.ts'
import { covers, grantsBy } from './covers.ts'
import { type AccessPolicy, type AccessRequest, type Member, OPEN_TO_ALL } from './policy.ts'
import { describeMember } from './sentences.ts'

/** The entries of the policy whose people may do something. */
export interface Holders {
  readonly everyone: boolean
  readonly members: readonly Member[]
}

/** As many as one sentence can carry. */
export const HOLDERS_NAMED = 5

export function whoMay(request: AccessRequest, policy: AccessPolicy): Holders {
  const members = policy.members.filter((member) => grantsBy(member, policy).some(({ role }) => covers(role, request)))
  const everyone = OPEN_TO_ALL.has(request.intent) || members.some(({ who }) => who.kind === 'everyone')
  return { everyone, members }
}

/** Whether any person or group may at all; what cannot be permitted need not be asked for. */
export function somebodyMay(request: AccessRequest, policy: AccessPolicy): boolean {
  const { everyone, members } = whoMay(request, policy)
  return everyone || members.length > 0
}

/** A sentence on whom to ask. */
export function describeHolders({ everyone, members }: Holders, texts: Texts): string {
  const { holders } = texts.access
  if (everyone) return holders.everyone
  if (members.length === 0) return holders.nobody
  const named = members.slice(0, HOLDERS_NAMED).map((member) => describeMember(member, texts))
  const others = members.length - named.length
  const all = others > 0 ? [...named, holders.more({ count: others })] : named
  return holders.named({ names: texts.formats.allOf(all) })
}
