import { type ApprovalCase, type ApprovalRule, rulesFor } from '../../domain/approvals/approval-rule.ts'
import type { Requirement } from '../../domain/change-request.ts'
import type { Place } from '../../domain/place.ts'
import { isOperation, type Plan } from '../../domain/plan.ts'
import { type DeployPlan, restoresRelease } from '../../domain/plans/deploy.ts'
import type { Risk } from '../../domain/risk.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Documents } from '../../ports/event-store.ts'
import type { Source } from '../../ports/source.ts'
import type { Texts } from '../../texts/texts.ts'
import { judgedAs } from '../judged-as.ts'
import type { ChangeParts } from '../parts.ts'

/** What must be approved before something may start. */
export interface Required {
  readonly required: readonly Requirement[]
  /** How long the approvals are waited for. */
  readonly expiresMinutes: number
}

interface RequiredParts {
  readonly settings: ChangeParts['settings']
  readonly store: Documents
  readonly delivery: Pick<Source, 'changesBetween'>
  readonly clock: Pick<Clock, 'now'>
}

/** How long is waited where no rule says it. */
const USUAL_EXPIRY_MINUTES = 24 * 60

/** The approvals that policy asks for at this moment; none for most plans. */
export async function requiredFor(
  { settings: { approvals = [] }, store, delivery, clock }: RequiredParts,
  plan: Plan,
  risk: Risk | undefined,
  texts: Texts,
): Promise<Required> {
  const asked = approvals.length === 0 ? undefined : await askedOf(plan, approvals, risk, { store, delivery, clock })
  const applying = asked ? rulesFor(approvals, asked) : []
  return {
    required: applying.map((rule) => requirementOf(rule, texts)),
    expiresMinutes:
      applying.length === 0 ? USUAL_EXPIRY_MINUTES : Math.min(...applying.map(({ expiresMinutes }) => expiresMinutes)),
  }
}

/** What rules are held against; undefined for plans that no rule is about. */
async function askedOf(
  plan: Plan,
  rules: readonly ApprovalRule[],
  risk: Risk | undefined,
  { store, delivery, clock }: Omit<RequiredParts, 'settings'>,
): Promise<ApprovalCase | undefined> {
  const at = startOf(plan, clock.now())
  if (isOperation(plan)) {
    const { kind: action, service, environment } = plan
    // It changes no file: rules about paths are not about it.
    return { action, service, environment, risk: undefined, at, touched: [] }
  }
  const target = plan.kind === 'rollback' ? plan : await judgedAs(plan, store)
  return target && caseOf(target, rules, risk, delivery, at)
}

/** What is scheduled needs what is asked for at its own time of day. */
const startOf = (plan: Plan, now: Date): Date => (plan.kind === 'schedule' ? new Date(plan.at) : now)

async function caseOf(
  target: DeployPlan,
  rules: readonly ApprovalRule[],
  risk: Risk | undefined,
  delivery: RequiredParts['delivery'],
  at: Date,
): Promise<ApprovalCase> {
  const { service, environment, strategy, from, release } = target
  const asksForPaths = rules.some(({ touches }) => touches !== undefined)
  const files = asksForPaths && from ? await delivery.changesBetween(service, from.sha, release.sha) : undefined
  return {
    action: restoresRelease(target) ? 'rollback' : 'deploy',
    service,
    environment,
    strategy,
    risk: risk?.verdict,
    at,
    touched: files?.map(({ path }) => path),
  }
}

/** What a rule asks for, with the sentence that says so. */
export function requirementOf(
  { count, roles, name }: Pick<ApprovalRule, 'count' | 'roles' | 'name'>,
  { changes, formats }: Texts,
): Requirement {
  const needs = changes.needs({ count, by: roles.length === 0 ? changes.whoeverMay : formats.anyOf(roles) })
  return { count, roles, why: name === undefined ? `${needs}.` : `${needs} (${name}).` }
}

/** What is asked for there at a moment, whatever is deployed: rules about its risk or its files are not known yet. */
export function alwaysRequired(
  { approvals = [] }: Pick<ChangeParts['settings'], 'approvals'>,
  { service, environment }: Place,
  at: Date,
  texts: Texts,
): readonly Requirement[] {
  const asked = {
    action: 'deploy',
    service,
    environment,
    strategy: 'blue-green',
    risk: undefined,
    at,
    touched: [],
  } as const
  return rulesFor(approvals, asked).map((rule) => requirementOf(rule, texts))
}

/** What asks for it when no rule does: a second person who may approve there. */
export function secondPerson(texts: Texts): Requirement {
  return requirementOf({ count: 1, roles: [] }, texts)
}
