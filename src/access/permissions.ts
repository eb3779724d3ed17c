import { type ApiToken, actsFor, isValid, mayApprove, tokenOfUser } from '../domain/api-token.ts'
import type { Quorum, Vote } from '../domain/approvals/quorum.ts'
import { type GroupId, platformOf, type UserId } from '../domain/ids.ts'
import type { Language } from '../domain/language.ts'
import type { Zone } from '../domain/local-time.ts'
import type { Whereabouts } from '../domain/place.ts'
import { isNobody } from '../domain/policy-actor.ts'
import { type LinkedPerson, personBehind } from '../domain/same-person.ts'
import type { Standing } from '../domain/standing.ts'
import type { Effect } from '../domain/understanding.ts'
import type { Clock } from '../ports/clock.ts'
import { textsIn } from '../texts/texts-in.ts'
import { accessFacts } from './access-facts.ts'
import {
  type ApprovalStanding,
  approvalStanding,
  approvingMembers,
  breakingGlassMembers,
  peopleBehind,
  voteBy,
} from './approval-rights.ts'
import { grantsOf } from './covers.ts'
import { type AccessDecision, allowedIntents, decideAccess } from './decide-access.ts'
import type { GroupCache, KnownGroups } from './group-cache.ts'
import type { LookUp } from './look-up-cache.ts'
import type { AccessPolicy, AccessRequest, Grantee, Member, Person } from './policy.ts'
import { action, describeMember } from './sentences.ts'
import { NOTHING, policyOfToken, policyWithin } from './token-policy.ts'
import { describeHolders, HOLDERS_NAMED, rolesFor, whoMay } from './who-may.ts'

/** Somebody who asks, with the groups that the platform's own message named. */
export interface Asker {
  readonly user: UserId
  readonly groups: readonly GroupId[]
  /** What they are answered in; English when left out. */
  readonly language?: Language | undefined
  /** Whose clocks they mean. */
  readonly timeZone?: Zone | undefined
}

/** Who may do what. Asked at the request, at the confirmation and again right before the work. */
export interface Permissions {
  decide(asker: Asker, request: AccessRequest): Promise<AccessDecision>
  /** Of these intents, those the person may use somewhere. */
  allowed(asker: Asker, intents: readonly string[]): Promise<readonly string[]>
  /** Of these requests, those the person may make. */
  permitted<Request extends AccessRequest>(asker: Asker, requests: readonly Request[]): Promise<readonly Request[]>
  /** The roles that would let somebody do this; of those, the ones that somebody has, where there are any. */
  rolesFor(request: AccessRequest): readonly string[]
  /** A person's rights as lines for people, how old the group information is included. */
  describe(asker: Asker): Promise<readonly string[]>
  /** A sentence on who may do this, in a language; `named` says what it is, too. */
  whoMay(request: AccessRequest, language?: Language, told?: 'named'): Promise<string>
  /** What somebody holds towards a change there, at this moment. */
  approvalStanding(asker: Asker, where: Whereabouts): Promise<ApprovalStanding>
  /** Who could count for these quorums there; `others` are named in a language. */
  approvers(quorums: readonly Quorum[], where: Whereabouts, language?: Language): Promise<KnownApprovers>
  /** Who may start there what nobody has approved; the others of them are told when somebody does. */
  glassBreakers(where: Whereabouts, language?: Language): Promise<NamedPeople>
}

/** Rights for what can wait while a platform answers only so many questions, such as a message. */
export interface PatientPermissions {
  readonly permissions: Permissions
  /** How many people a platform is asked about at this moment, or about to be. */
  readonly waiting: number
}

/**
 * @param stopping From then on nothing waits any longer: what waits throws its reason.
 * @param waits Called whenever one more is asked about.
 */
export type Patiently = (stopping: AbortSignal, waits: () => void) => PatientPermissions

/** People one by one, and what is only known by its name, such as a group that the platform does not list. */
export interface NamedPeople {
  readonly people: readonly UserId[]
  readonly others: readonly string[]
}

/** With what counts for each of the people, as the policy says of the entries that name them or their groups. */
export interface KnownApprovers extends NamedPeople {
  readonly votes: readonly (Vote & { readonly user: UserId })[]
}

/** What a platform says of its people. Without groups it has none to look up; without standings all belong there. */
export interface Directory {
  readonly groups?: GroupCache
  /** What it calls a group. */
  readonly groupNames?: LookUp<string | undefined>
  /** Who is in a group; undefined where it does not tell. */
  readonly groupMembers?: LookUp<readonly UserId[] | undefined>
  readonly standings?: LookUp<Standing>
}

export interface PermissionParts {
  readonly policy: AccessPolicy
  /** By platform, once all are connected. */
  readonly directories: Promise<ReadonlyMap<string, Directory>>
  readonly effectOf: (intent: string) => Effect
  readonly clock: Clock
  /** What somebody is called who has spoken to the bot. */
  readonly personName: (user: UserId) => Promise<string | undefined>
  /** The token that acts as somebody; undefined for people, and for a token that opens nothing any more. */
  readonly tokenOf?: (user: UserId) => Promise<ApiToken | undefined>
  /** Whose accounts belong to one person, as it is at this moment. */
  readonly people?: () => Promise<readonly LinkedPerson[]>
}

/** In whose name somebody acts, and what they may in it. */
interface Acting {
  readonly asker: Asker
  readonly own: AccessPolicy
  /** By which they act. */
  readonly token?: ApiToken
}

export function createPermissions({
  policy,
  directories,
  effectOf,
  clock,
  personName,
  tokenOf = async () => undefined,
  people = async () => [],
}: PermissionParts): Permissions {
  const usesGroups = policy.members.some(({ who }) => who.kind === 'group')

  // The directory is asked even when the message named groups: an old message must not keep a right alive.
  async function knownGroups({ user }: Asker): Promise<KnownGroups | undefined> {
    return usesGroups ? (await directories).get(platformOf(user))?.groups?.groupsOf(user) : undefined
  }

  async function groupsOf(asker: Asker): Promise<Person['groups']> {
    const known = await knownGroups(asker)
    if (!known) return asker.groups
    return known.kind === 'known' ? known.groups : 'unknown'
  }

  /** A token is looked up each time: one that is revoked may nothing from then on. */
  async function actingAs(asker: Asker): Promise<Acting> {
    if (tokenOfUser(asker.user) === undefined) return { asker, own: policy }
    const token = await tokenOf(asker.user)
    if (!token || !isValid(token, clock.now())) return { asker, own: NOTHING }
    const holder = actsFor(token)
    if (holder === undefined) return { asker, own: policyOfToken(policy, token), token }
    return { asker: { ...asker, user: holder, groups: [] }, own: policyWithin(policy, token), token }
  }

  async function standingOf({ user }: Asker): Promise<Person['standing']> {
    // Of whom an issuer vouches for, nobody says that they belong here: they have what is given to them by name.
    if (isNobody(user) || platformOf(user) === 'web') return 'nobody'
    const found = await (await directories).get(platformOf(user))?.standings?.(user)
    if (!found) return 'member'
    return found.kind === 'known' ? found.value : 'unknown'
  }

  async function personOf(asker: Asker): Promise<Person> {
    const [groups, standing] = await Promise.all([groupsOf(asker), standingOf(asker)])
    return { user: asker.user, groups, standing }
  }

  async function calledOf(who: Grantee): Promise<string | undefined> {
    if (who.kind === 'user') return personName(who.user)
    if (who.kind !== 'group') return undefined
    const found = await (await directories).get(platformOf(who.group))?.groupNames?.(who.group)
    return found?.kind === 'known' ? found.value : undefined
  }

  async function membersOf(group: GroupId): Promise<readonly UserId[] | undefined> {
    const found = await (await directories).get(platformOf(group))?.groupMembers?.(group)
    return found?.kind === 'known' ? found.value : undefined
  }

  async function named(members: readonly Member[], language: Language | undefined): Promise<NamedPeople> {
    const behind = await peopleBehind(members, membersOf)
    const { members: others } = await withNames(
      { roles: [], members: behind.others },
      ({ members: all }) => all,
      calledOf,
    )
    return { people: behind.people, others: others.map((member) => describeMember(member, textsIn(language))) }
  }

  const holdersTold = (request: AccessRequest, from: AccessPolicy): readonly Member[] =>
    whoMay(request, from).members.slice(0, HOLDERS_NAMED)

  const rolesTold = (person: Person, from: AccessPolicy): readonly Member[] =>
    grantsOf(person, from).map(({ member }) => member)

  const withEffect = (intent: string): { intent: string; effect: Effect } => ({ intent, effect: effectOf(intent) })

  return {
    async decide(whoever, request) {
      const { asker, own } = await actingAs(whoever)
      // What is given by name or group does not wait for, or fail with, the question who belongs here.
      const named = { user: asker.user, groups: await groupsOf(asker), standing: 'unknown' as const }
      const decision = decideAccess(named, request, own)
      if (decision.kind === 'allowed') return decision
      const person = { ...named, standing: await standingOf(asker) }
      const onAll = decideAccess(person, request, own)
      if (onAll.kind === 'allowed') return onAll
      // Whose token opens nothing is told of nobody.
      if (own === NOTHING) return decideAccess(person, request, own, textsIn(asker.language))
      const told = await withNames(policy, (from) => holdersTold(request, from), calledOf)
      return decideAccess(person, request, own === policy ? told : own, textsIn(asker.language), told)
    },
    async allowed(whoever, intents) {
      const { asker, own } = await actingAs(whoever)
      const person = await personOf(asker)
      return allowedIntents(person, own, intents.map(withEffect)).map(({ intent }) => intent)
    },
    async permitted(whoever, requests) {
      const { asker, own } = await actingAs(whoever)
      const person = await personOf(asker)
      return requests.filter((request) => decideAccess(person, request, own).kind === 'allowed')
    },
    rolesFor: (request) => rolesFor(request, policy),
    async describe(whoever) {
      const { asker, own } = await actingAs(whoever)
      const known = await knownGroups(asker)
      const person = await personOf(asker)
      const told = await withNames(own, (from) => rolesTold(person, from), calledOf)
      const texts = textsIn(asker.language)
      const facts = accessFacts(person, known, told, clock.now(), texts)
      const grants = facts.grants.length > 0 ? facts.grants.map((grant) => `• ${grant}`) : [texts.access.noRole]
      return facts.groupsNote === undefined ? grants : [...grants, facts.groupsNote]
    },
    async approvalStanding(whoever, where) {
      const { asker, own, token } = await actingAs(whoever)
      const [person, linked] = await Promise.all([personOf(asker), people()])
      const standing = approvalStanding(person, personBehind(asker.user, linked), where, own)
      // Approving takes a person, or what a person has made to approve for them.
      const isPerson = tokenOfUser(whoever.user) === undefined || (token !== undefined && mayApprove(token))
      return isPerson ? standing : { ...standing, roles: [], hasRight: false, mayBreakGlass: false }
    },
    async approvers(quorums, where, language) {
      // Nobody is asked about one by one: a group may have hundreds of members, and what is not answered would count as a no.
      const found = await Promise.all(
        approvingMembers(quorums, where, policy).map(async (member) => {
          const behind = await named([member], language)
          return { ...behind, vote: voteBy(member, where, policy) }
        }),
      )
      const linked = await people()
      const users = [...new Set(found.flatMap((one) => one.people))]
      const votes = users.map((user) => {
        const given = found.filter((one) => one.people.includes(user)).map(({ vote }) => vote)
        const roles = [...new Set(given.flatMap((vote) => vote.roles))]
        return { user, person: personBehind(user, linked), roles, hasRight: given.some(({ hasRight }) => hasRight) }
      })
      return { people: users, others: found.flatMap(({ others }) => others), votes }
    },
    glassBreakers: (where, language) => named(breakingGlassMembers(where, policy), language),
    async whoMay(request, language, how) {
      const texts = textsIn(language)
      const told = await withNames(policy, (from) => holdersTold(request, from), calledOf)
      return describeHolders(whoMay(request, told), texts, how === 'named' ? action(request, texts) : undefined)
    },
  }
}

/** What a platform calls somebody or a group; undefined where it is not known. Never throws. */
type CalledOf = (who: Grantee) => Promise<string | undefined>

/**
 * The policy as people are told of it: entries that the configuration gives no name have the one people know them by.
 * Only those that will be told are looked up, since a policy may hold hundreds.
 */
async function withNames(
  { roles, members }: AccessPolicy,
  told: (policy: AccessPolicy) => readonly Member[],
  calledOf: CalledOf,
): Promise<AccessPolicy> {
  const needed = new Set(told({ roles, members }))
  const named = members.map(async (member) => {
    if (member.name !== undefined || !needed.has(member)) return member
    const name = await calledOf(member.who)
    return name === undefined ? member : { ...member, name }
  })
  return { roles, members: await Promise.all(named) }
}
