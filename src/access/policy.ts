import type { EnvironmentId, GroupId, ServiceId, UserId } from '../domain/ids.ts'
import type { Whereabouts } from '../domain/place.ts'
import type { Standing } from '../domain/standing.ts'
import type { Effect } from '../domain/understanding.ts'

/** What some people may do, and where. */
export interface Role {
  readonly name: string
  /** Effects (`read`, `change`, `danger`), intents (`deploy.start`) or families of intents (`deploy.*`). */
  readonly may: readonly string[]
  /** Only these services; undefined is every one. */
  readonly services?: readonly ServiceId[]
  /** Only these environments; undefined is every one. */
  readonly environments?: readonly EnvironmentId[]
}

export type Grantee =
  | { readonly kind: 'user'; readonly user: UserId }
  | { readonly kind: 'group'; readonly group: GroupId }
  /** All members of this workspace or of the home servers; neither guests nor strangers. */
  | { readonly kind: 'everyone' }
  /** All guests of the workspace. */
  | { readonly kind: 'guests' }
  /** All others who can talk to the bot: people of other workspaces in shared channels, and of other servers. */
  | { readonly kind: 'strangers' }

/** Who has which roles. */
export interface Member {
  readonly who: Grantee
  /** How people read it, since ids such as `slack:U024BE7LH` say nothing to them. */
  readonly name?: string
  readonly roles: readonly string[]
}

export interface AccessPolicy {
  readonly roles: readonly Role[]
  readonly members: readonly Member[]
}

/** A person as their platform describes them. What is `unknown` it did not say, and no role comes from it. */
export interface Person {
  readonly user: UserId
  readonly groups: readonly GroupId[] | 'unknown'
  /** `nobody`: no person at all, who has what is given to it by name. */
  readonly standing: Standing | 'unknown' | 'nobody'
}

export interface AccessRequest {
  readonly intent: string
  readonly effect: Effect
  readonly service?: ServiceId | undefined
  readonly environment?: EnvironmentId | undefined
  /** Slots the person is still to be asked for: they cannot refuse yet. Decide again once they are filled. */
  readonly missing?: readonly string[]
  /** Other places that it changes too: the person needs the right at each of them. */
  readonly besides?: readonly Whereabouts[]
  /** Only for people who have one of these roles, whatever else they may. */
  readonly roles?: readonly string[]
}

/** A deployer may undo: whoever can ship at 3 am must be able to take it back and to stop what runs. */
export const BUILT_IN_ROLES: readonly Role[] = [
  { name: 'viewer', may: ['read'] },
  { name: 'deployer', may: ['read', 'change', 'rollback.*', 'service.*', 'drift.fix', 'task.cancel'] },
  { name: 'owner', may: ['read', 'change', 'danger'] },
]

/** Talking about access itself, and answering the bot, needs no role. What is answered `yes` to is decided on its own. */
export const OPEN_TO_ALL: ReadonlySet<string> = new Set([
  'access.show',
  'help.show',
  'chat.greet',
  'chat.thank',
  'confirm.yes',
  'confirm.no',
  'out_of_scope',
])
