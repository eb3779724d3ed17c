import { covers, coversIntent, type Grant, grantsOf } from './covers.ts'
import { type AccessPolicy, type AccessRequest, OPEN_TO_ALL, type Person } from './policy.ts'
import { action, deed, describeGrant, describeRole, listOf } from './sentences.ts'
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

/** Asked when a change is requested, when it is confirmed, and again before it is carried out. */
export function decideAccess(person: Person, request: AccessRequest, policy: AccessPolicy): AccessDecision {
  if (OPEN_TO_ALL.has(request.intent)) return { kind: 'allowed', rule: `${request.intent} is open to everybody` }
  const grants = grantsOf(person, policy)
  const grant = grants.find(({ role }) => covers(role, request))
  if (grant !== undefined) return { kind: 'allowed', rule: describeGrant(grant) }
  const words =
    grants.length === 0 && person.standing !== 'member'
      ? wordsForOutsider(person, request)
      : wordsFor(person, grants, request, policy)
  return { kind: 'refused', ...words, ...(isInDoubt(person) && { inDoubt: true }) }
}

function wordsFor(person: Person, grants: readonly Grant[], request: AccessRequest, policy: AccessPolicy) {
  const rule = refusingRule(grants, request)
  const doubt = person.groups === 'unknown' ? ' I could not find out which groups you are in, so I left those out.' : ''
  return {
    rule,
    sentence: `You may not ${action(request)}: ${rule}.${doubt} ${describeHolders(whoMay(request, policy))}`,
  }
}

/** Whoever does not belong here, or may not, hears neither what there is nor who may do it. */
function wordsForOutsider(
  { standing, groups }: Person,
  { intent }: AccessRequest,
): { readonly rule: string; readonly sentence: string } {
  switch (standing) {
    case 'stranger': {
      const rule = 'you belong to another workspace or server'
      return { rule, sentence: `I only work for members of my own workspace or server, and ${rule}.` }
    }
    case 'guest': {
      const rule = 'you are a guest here'
      return { rule, sentence: `You may not ${deed(intent)}: ${rule}. Ask whoever invited you.` }
    }
    default: {
      const more = groups === 'unknown' ? ', nor which groups you are in' : ''
      const rule = `I could not find out whether you belong here${more}`
      return { rule, sentence: `${rule}, so nothing was started. Please try again in a minute.` }
    }
  }
}

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

function refusingRule(grants: readonly Grant[], request: AccessRequest): string {
  if (grants.length === 0) return 'you have no role here'
  const elsewhere = grants.filter(({ role }) => coversIntent(role, request))
  if (elsewhere.length > 0) return listOf(elsewhere.map(({ role }) => describeRole(role)))
  const names = [...new Set(grants.map(({ role }) => role.name))]
  return `${names.length === 1 ? 'your role' : 'your roles'} ${listOf(names)} ${names.length === 1 ? 'does' : 'do'} not let you ${deed(request.intent)}`
}
