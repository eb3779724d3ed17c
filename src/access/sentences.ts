import { PLAN_RIGHTS, RUN_PLAN_KINDS, rightTo } from '../domain/plan.ts'
import type { Grant } from './covers.ts'
import type { AccessRequest, Grantee, Member, Role } from './policy.ts'

/** The request as it follows "you may": `deploy billionmail in production`. */
export function action({ intent, service, environment }: AccessRequest): string {
  const where = environment === undefined ? '' : ` in ${environment}`
  if (service === undefined) return `${deed(intent)}${where}`
  return `${deed(intent)} ${HAVE_OBJECTS.has(intent) ? '' : 'of '}${service}${where}`
}

/** What an intent does, as it follows "you may": `deploy`, `see what is live`. One without a word is told by its id. */
export function deed(intent: string): string {
  return DEEDS[intent] ?? `use ${intent}`
}

const DEEDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(PLAN_RIGHTS.map(({ intent, deed }) => [intent, deed])),
  'drift.fix': 'fix the drift',
  'deploy.status': 'see what is live',
  'deploy.history': 'see the deployments',
  'deploy.diff': 'see what would ship',
  'build.status': 'see the builds',
  'health.check': 'check the health',
  'metrics.query': 'see the metrics',
  'drift.list': 'see the drift',
  'slo.status': 'see the error budget',
  'task.list': 'see tasks',
  'task.status': 'see tasks',
  'agent.list': 'see the agents',
  'logs.show': 'read the logs',
}

/** `deploy billionmail`, where others are `of billionmail`. */
const HAVE_OBJECTS: ReadonlySet<string> = new Set(RUN_PLAN_KINDS.map((kind) => rightTo(kind).intent))

/** `role deployer, given to the people on call`. */
export function describeGrant({ role, member }: Grant): string {
  return `role ${role.name}, given to ${describeMember(member)}`
}

/** `role deployer reaches only service billionmail and only environment staging`. */
export function describeRole({ name, services, environments }: Role): string {
  const limits = [limit('service', services), limit('environment', environments)].filter((text) => text !== undefined)
  return `role ${name} reaches ${limits.length === 0 ? 'everything' : limits.join(' and ')}`
}

function limit(word: string, ids: readonly string[] | undefined): string | undefined {
  if (ids === undefined) return undefined
  return ids.length === 0 ? `no ${word}` : `only ${word}${ids.length > 1 ? 's' : ''} ${listOf(ids)}`
}

/** What to call a member entry: the name given to it, since ids say nothing to people; the id only where there is none. */
export function describeMember({ who, name }: Member): string {
  return name ?? describeGrantee(who)
}

function describeGrantee(who: Grantee): string {
  switch (who.kind) {
    case 'user':
      return `somebody (${who.user})`
    case 'group':
      return `a group (${who.group})`
    case 'everyone':
    case 'guests':
    case 'strangers':
      return who.kind
  }
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`
}
