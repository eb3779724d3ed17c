import type { EnvironmentId, GroupId, ServiceId, UserId } from '../domain/ids.ts'
import type { Effect } from '../domain/understanding.ts'

export interface Person {
  readonly user: UserId
  /** Groups that the platform's own message named; more are looked up. */
  readonly groups: readonly GroupId[]
}

export interface AccessRequest {
  readonly intent: string
  readonly effect: Effect
  readonly service?: ServiceId
  readonly environment?: EnvironmentId
}

export type AccessDecision =
  | { readonly kind: 'allowed'; readonly rule: string }
  /** The sentence names the rule that refused and who may. */
  | { readonly kind: 'refused'; readonly rule: string; readonly sentence: string }

/** Who may do what. Asked at the request, at the confirmation and again right before the work. */
export interface Permissions {
  decide(person: Person, request: AccessRequest): Promise<AccessDecision>
  /** Of these intents, those the person may use somewhere. */
  allowed(person: Person, intents: readonly string[]): Promise<readonly string[]>
  /** A person's rights as lines for people, how old the group information is included. */
  describe(person: Person): Promise<readonly string[]>
  /** Who may do this, as lines for people. */
  whoMay(request: AccessRequest): Promise<readonly string[]>
}
