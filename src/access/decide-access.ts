import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { covers, coversIntent, type Grant, grantsOf } from './covers.ts'
import { type AccessPolicy, type AccessRequest, OPEN_TO_ALL, type Person } from './policy.ts'
import { action, deed, describeGrant, describeRole } from './sentences.ts'
import { describeHolders, whoMay } from './who-may.ts'

export type AccessDecision =
  | { readonly kind: 'allowed'; readonly rule: string }
  /** `sentence` is for the person: which rule refused, and whom to ask. */
  | {
      readonly kind: 'refused'
      readonly rule: string
      readonly sentence: string
      /** The platform did not say who the person is, or in which groups; knowing it might allow this. */
      readonly inDoubt?: boolean
    }

/** Names of the roles a person has. */
export function rolesOf(person: Person, policy: AccessPolicy): readonly string[] {
  return [...new Set(grantsOf(person, policy).map(({ role }) => role.name))]
}

/**
 * Asked when a change is requested, when it is confirmed, and again before it is carried out.
 * @param asks Of whom a refusal says who may: for a token that is everybody, where its own policy knows it alone.
 */
export function decideAccess(
  person: Person,
  { besides = [], ...request }: AccessRequest,
  policy: AccessPolicy,
  texts: Texts = textsIn(undefined),
  asks: AccessPolicy = policy,
): AccessDecision {
  const { service: _, environment: __, ...anywhere } = request
  const there = decideOnePlace(person, request, policy, texts, asks)
  const elsewhere = besides.map((place) => decideOnePlace(person, { ...anywhere, ...place }, policy, texts, asks))
  return [there, ...elsewhere].find(({ kind }) => kind === 'refused') ?? there
}

function decideOnePlace(
  person: Person,
  request: AccessRequest,
  policy: AccessPolicy,
  texts: Texts,
  asks: AccessPolicy,
): AccessDecision {
  if (OPEN_TO_ALL.has(request.intent)) return { kind: 'allowed', rule: `${request.intent} is open to everybody` }
  const grants = grantsOf(person, policy)
  const grant = grants.find(({ role }) => covers(role, request))
  if (grant !== undefined && hasOneOf(grants, request)) return { kind: 'allowed', rule: describeGrant(grant, texts) }
  const words =
    grants.length === 0 && person.standing !== 'member' && person.standing !== 'nobody'
      ? wordsForOutsider(person, request, texts)
      : wordsFor(person, grants, request, asks, texts)
  return { kind: 'refused', ...words, ...(isInDoubt(person) && { inDoubt: true }) }
}

function wordsFor(person: Person, grants: readonly Grant[], request: AccessRequest, asks: AccessPolicy, texts: Texts) {
  const { access } = texts
  const rule = refusingRule(grants, request, texts)
  const sentences = [
    access.mayNot({ deed: action(request, texts), rule }),
    ...(person.groups === 'unknown' ? [access.groupsLeftOut] : []),
    describeHolders(whoMay(request, asks), texts),
  ]
  return { rule, sentence: sentences.join(' ') }
}

/** Whoever does not belong here, or may not, hears neither what there is nor who may do it. */
function wordsForOutsider(
  { standing, groups }: Person,
  { intent }: AccessRequest,
  texts: Texts,
): { readonly rule: string; readonly sentence: string } {
  const { access } = texts
  switch (standing) {
    case 'stranger':
      return access.stranger
    case 'guest': {
      const { rule, askHost } = access.guest
      return { rule, sentence: `${access.mayNot({ deed: deed(intent, texts), rule })} ${askHost}` }
    }
    default: {
      const rule = groups === 'unknown' ? access.unknownStandingAndGroups : access.unknownStanding
      return { rule, sentence: access.soNothingStarted({ reason: rule }) }
    }
  }
}

const hasOneOf = (grants: readonly Grant[], { roles }: AccessRequest): boolean =>
  roles === undefined || grants.some(({ role }) => roles.includes(role.name))

function isInDoubt({ groups, standing }: Person): boolean {
  return groups === 'unknown' || standing === 'unknown'
}

/** Of these intents, those the person may use in some service and environment: what help lists. */
export function allowedIntents<Intent extends Pick<AccessRequest, 'intent' | 'effect'>>(
  person: Person,
  policy: AccessPolicy,
  intents: readonly Intent[],
): readonly Intent[] {
  const grants = grantsOf(person, policy)
  return intents.filter(
    (intent) => OPEN_TO_ALL.has(intent.intent) || grants.some(({ role }) => coversIntent(role, intent)),
  )
}

function refusingRule(grants: readonly Grant[], request: AccessRequest, texts: Texts): string {
  const { rule } = texts.access
  if (grants.length === 0) return rule.noRole
  const { roles = [] } = request
  if (!hasOneOf(grants, request)) return rule.onlyRoles({ roles: texts.formats.anyOf(roles), count: roles.length })
  const elsewhere = grants.filter(({ role }) => coversIntent(role, request))
  if (elsewhere.length > 0) return texts.formats.allOf(elsewhere.map(({ role }) => describeRole(role, texts)))
  const does = deed(request.intent, texts)
  const [name = '', ...others] = new Set(grants.map(({ role }) => role.name))
  if (others.length === 0) return rule.roleDoesNot({ role: name, deed: does })
  return rule.rolesDoNot({ roles: texts.formats.allOf([name, ...others]), deed: does })
}
