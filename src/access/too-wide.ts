import { PLAN_RIGHTS } from '../domain/plan.ts'
import type { PlanRight } from '../domain/plans/plan-kind.ts'
import { en } from '../texts/en/texts.ts'
import { covers, grantsBy } from './covers.ts'
import type { AccessPolicy, AccessRequest, Member } from './policy.ts'
import { describeMember } from './sentences.ts'

/** What an entry gives to people nobody has named. `unsafe` must be fixed before the bot is let loose. */
export interface WideGrant {
  readonly severity: 'unsafe' | 'questionable'
  readonly sentence: string
}

const requestsFor = (wanted: PlanRight['effect']): readonly AccessRequest[] =>
  PLAN_RIGHTS.filter(({ effect }) => effect === wanted).map(({ intent, effect }) => ({
    intent,
    effect,
    missing: ['service', 'environment'],
  }))
const CHANGES = requestsFor('change')
const DANGERS = requestsFor('danger')
const LOOKS: readonly AccessRequest[] = [{ intent: 'deploy.status', effect: 'read' }]

/** Entries that let everyone, guests or strangers do what only named people should. */
export function wideGrants(policy: AccessPolicy): readonly WideGrant[] {
  return policy.members.flatMap((member) => wideGrant(member, policy) ?? [])
}

function wideGrant(member: Member, policy: AccessPolicy): WideGrant | undefined {
  const roles = grantsBy(member, policy).map(({ role }) => role)
  const may = (requests: readonly AccessRequest[]): boolean =>
    roles.some((role) => requests.some((request) => covers(role, request)))
  const people = describeMember(member, en)
  switch (member.who.kind) {
    case 'user':
    case 'group':
      return undefined
    case 'everyone':
      if (may(DANGERS))
        return { severity: 'unsafe', sentence: `${people} may roll back and cancel (${member.roles.join(', ')}).` }
      return may(CHANGES) ? { severity: 'questionable', sentence: `${people} may deploy or build.` } : undefined
    case 'guests':
    case 'strangers':
      if (may([...CHANGES, ...DANGERS]))
        return { severity: 'unsafe', sentence: `${people} may change what is deployed.` }
      return may(LOOKS)
        ? { severity: 'questionable', sentence: `${people} may read status, commits and logs.` }
        : undefined
  }
}
