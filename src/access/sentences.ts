import { RELEASE_PLAN_KINDS, rightTo } from '../domain/plan.ts'
import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import type { Grant } from './covers.ts'
import type { AccessRequest, Grantee, Member, Role } from './policy.ts'

/** The request as it follows "you may": `deploy billionmail in production`. */
export function action({ intent, service, environment }: AccessRequest, texts: Texts): string {
  const { access } = texts
  const does = deed(intent, texts)
  if (service === undefined) return environment === undefined ? does : access.deedIn({ deed: does, environment })
  const hasObject = HAVE_OBJECTS.has(intent)
  if (environment === undefined) return access[hasObject ? 'deedTo' : 'deedOf']({ deed: does, service })
  return access[hasObject ? 'deedToIn' : 'deedOfIn']({ deed: does, service, environment })
}

/** What an intent does, as it follows "you may": `deploy`, `see what is live`. One without a word is told by its id. */
export function deed(intent: string, { access: { deeds, use } }: Texts): string {
  return textFor(deeds, intent) ?? use({ intent })
}

/** `deploy billionmail`, where others are `of billionmail`. */
const HAVE_OBJECTS: ReadonlySet<string> = new Set(
  [...RELEASE_PLAN_KINDS, 'restart' as const].map((kind) => rightTo(kind).intent),
)

/** `role deployer, given to the people on call`. */
export function describeGrant({ role, member }: Grant, texts: Texts): string {
  return texts.access.grant({ role: role.name, to: describeMember(member, texts) })
}

/** `role deployer reaches only service billionmail and only environment staging`. */
export function describeRole({ name, services, environments }: Role, { access: { rule }, formats }: Texts): string {
  const limits = [
    ...limit(services, rule.noService, rule.onlyServices, formats),
    ...limit(environments, rule.noEnvironment, rule.onlyEnvironments, formats),
  ]
  return rule.reaches({ role: name, limits: limits.length === 0 ? rule.everything : formats.allOf(limits) })
}

function limit(
  ids: readonly string[] | undefined,
  none: string,
  only: Texts['access']['rule']['onlyServices'],
  { allOf }: Texts['formats'],
): readonly string[] {
  if (ids === undefined) return []
  return [ids.length === 0 ? none : only({ names: allOf(ids), count: ids.length })]
}

/** What to call a member entry: the name given to it, since ids say nothing to people; the id only where there is none. */
export function describeMember({ who, name }: Member, texts: Texts): string {
  return name ?? describeGrantee(who, texts)
}

function describeGrantee(who: Grantee, { access: { grantee } }: Texts): string {
  switch (who.kind) {
    case 'user':
      return grantee.user({ id: who.user })
    case 'group':
      return grantee.group({ id: who.group })
    case 'everyone':
    case 'guests':
    case 'strangers':
      return grantee[who.kind]
  }
}
