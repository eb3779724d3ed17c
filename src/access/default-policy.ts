import type { UserId } from '../domain/ids.ts'
import { type AccessPolicy, BUILT_IN_ROLES, type Member, type Role } from './policy.ts'
import { somebodyMay } from './who-may.ts'

/** The person at the terminal the bot was started in. */
export const TERMINAL_USER: UserId = 'terminal:you'

/** What the configuration says about access. */
export interface AccessSettings {
  readonly roles: readonly Role[]
  /** Undefined when there is no such section. */
  readonly members: readonly Member[] | undefined
}

/**
 * The policy in force. Without a chat platform the person at the terminal owns the bot, as they own the machine it runs
 * on, unless the settings name them. With one and no members set, everyone may look and nobody may change anything.
 */
export function policyFrom(settings: AccessSettings, chatConnected: boolean): AccessPolicy {
  const members = settings.members ?? (chatConnected ? EVERYONE_LOOKS : [])
  const namesTerminal = members.some(({ who }) => who.kind === 'user' && who.user === TERMINAL_USER)
  return {
    roles: [...BUILT_IN_ROLES, ...settings.roles],
    members: chatConnected || namesTerminal ? members : [...members, TERMINAL_OWNER],
  }
}

/** Why nobody can deploy and how to fix it; undefined when somebody can. */
export function deployGap(policy: AccessPolicy): string | undefined {
  if (somebodyMay({ intent: 'deploy.start', effect: 'change', missing: ['service', 'environment'] }, policy)) {
    return undefined
  }
  return (
    'Nobody may deploy: no member has a role that includes deploy.start. Add to shipmate.yaml, with your own id: ' +
    'access: { members: [{ user: "slack:U0123456789", roles: [owner] }] }'
  )
}

const EVERYONE_LOOKS: readonly Member[] = [{ who: { kind: 'everyone' }, roles: ['viewer'] }]
const TERMINAL_OWNER: Member = { who: { kind: 'user', user: TERMINAL_USER }, name: 'you', roles: ['owner'] }
