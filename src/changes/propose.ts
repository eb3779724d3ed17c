import type { AccessDecision } from '../access/decide-access.ts'
import { accessTo, accessToWorkflow } from '../access/plan-access.ts'
import type { AccessRequest } from '../access/policy.ts'
import type { ApprovalDemand } from '../domain/confirmation.ts'
import type { LockId } from '../domain/gates/place-lock.ts'
import type { TaskId } from '../domain/ids.ts'
import { isRunPlan, type Plan, planHash, targetOf, whereOf } from '../domain/plan.ts'
import type { DeployPlan } from '../domain/plans/deploy.ts'
import { byLabel, confirmations, runs, schedules, threadLabel } from '../domain/projections.ts'
import type { Risk } from '../domain/risk.ts'
import type { Run } from '../domain/run.ts'
import type { Documents } from '../ports/event-store.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { Actor } from './actor.ts'
import type { ChangeWish } from './approvals/ask-for-approval.ts'
import { requiredFor, secondPerson } from './approvals/required.ts'
import { foretold } from './foretell.ts'
import { overridesOf, type Stop, stopOf } from './gates.ts'
import { judgedPlan } from './judged-plan.ts'
import type { ChangeParts } from './parts.ts'
import { type PlanRequest, planFor } from './plan.ts'
import { unknownTask } from './plans/cancel.ts'
import { type Problem, stopped } from './plans/planned.ts'
import { confirmationRule } from './policy.ts'
import { type Asking, requestConfirmation, supersede } from './request-confirmation.ts'
import { withCanaryWhereAdvised } from './rollout.ts'
import { numberFor, type PlanNumber, startPlan } from './start.ts'

export interface Proposed {
  readonly request: PlanRequest | Problem
  /** The language model that read the request, if one did. */
  readonly model?: string | undefined
  /** Why it is confirmed whatever the policy says, as a sentence. */
  readonly alwaysConfirm?: string | undefined
  /** What of it was not said just now, as a sentence for the card. */
  readonly carried?: string | undefined
  /** What its person should know of it, as a sentence for the card. */
  readonly note?: string | undefined
  /** Whom nobody tells how it ends, as a sentence: said even where it starts unasked. */
  readonly untold?: string | undefined
  /** Asked for as something hard to undo, whatever the plan comes to be. */
  readonly danger?: true | undefined
  /** It is submitted to others, whatever the policy says. */
  readonly submitted?: ChangeWish | undefined
  /** Assesses a plan's risk; the same plan gives the same answer. */
  readonly assess: (plan: DeployPlan) => Promise<Risk>
}

/** What comes of a change that somebody asks for. Sentences are for people. */
export type Proposal = Refusal | ConfirmProposal | StartProposal

type Refusal = Problem | { readonly kind: 'refused'; readonly sentence: string }

interface PlannedProposal {
  readonly plan: Plan
  readonly risk: Risk | undefined
  /** What of the request could not be had or was said before, as a sentence. */
  readonly note: string | undefined
}

/** Its person must confirm it first. */
export interface ConfirmProposal extends PlannedProposal {
  readonly kind: 'confirm'
  /** Why, as a sentence. */
  readonly rule: string
  readonly danger: true | undefined
  /** The lock that it waits for once it is confirmed. */
  readonly waitsFor?: LockId | undefined
  /** There where others must approve it: confirming it submits it to them. */
  readonly approval?: ApprovalDemand | undefined
}

/** It may start at once. */
export interface StartProposal extends PlannedProposal {
  readonly kind: 'start'
  readonly number: PlanNumber
}

/** Makes a change exact, checks whether its person may, and says whether it is confirmed first. Appends nothing. */
export async function proposeChange(parts: ChangeParts, actor: Actor, proposed: Proposed): Promise<Proposal> {
  const { request, model, carried, untold, alwaysConfirm, assess } = proposed
  const texts = textsIn(actor.language)
  if (request.kind === 'problem') return request
  const refusal = await refusalOf(request, parts, actor)
  if (refusal) return refusal
  const planned = await planFor(request, parts, texts)
  if (planned.kind === 'problem') return planned
  const stop = await stopOf(planned.plan, actor.by, parts, texts)
  const override = stop && proposed.submitted && overrideOf(stop, proposed.submitted, texts)
  if (override?.kind === 'problem') return override
  if (stop && !override && stop.lock === undefined) return stopped(stoppedSentence(stop, planned.plan, texts))
  const { plan, risk } = await judgedPlan(planned.plan, parts.store, assess)
  const waits = stop && !override ? texts.gates.waits : undefined
  const rule = confirmationRule(plan, parts.settings, texts, model, risk) ?? alwaysConfirm ?? waits
  const startsAtOnce = rule === undefined && (await demandFor(parts, plan, risk, proposed, texts)) === undefined
  if (startsAtOnce)
    return {
      kind: 'start',
      plan,
      risk,
      note: asNote(planned.note, proposed.note, untold),
      number: await numberFor(plan, parts.store),
    }
  // Its person sees the strategy that was chosen before anything starts; where nothing is asked, none is chosen.
  const advised =
    plan.kind === 'deploy' && risk ? await withCanaryWhereAdvised({ plan, risk }, parts, assess) : { plan, risk }
  const submitted = override ?? proposed.submitted
  const approval = await demandFor(parts, advised.plan, advised.risk, { submitted }, texts)
  return {
    kind: 'confirm',
    ...advised,
    plan: await foretold(advised.plan, parts.delivery),
    // The advised plan may need confirmation for a reason of its own.
    rule: [confirmationRule(advised.plan, parts.settings, texts, model, advised.risk) ?? rule, approval?.needs]
      .filter((one) => one !== undefined)
      .join(' '),
    note: asNote(
      stop?.sentence,
      waits,
      waits && insteadOfWaiting(plan, texts),
      override && texts.gates.override.asks,
      planned.note,
      proposed.note,
      carried,
    ),
    danger: proposed.danger,
    approval,
    ...(stop && !override && { waitsFor: stop.lock }),
  }
}

/** What a second person must permit to set aside what stands in the way; its person has to say why. */
function overrideOf(
  stop: Stop,
  submitted: ChangeWish,
  texts: Texts,
): Problem | (ChangeWish & { readonly kind: 'override' }) {
  if (submitted.reason === undefined) return stopped(`${stop.sentence} ${texts.gates.override.sayWhy}`)
  const besides = [...(submitted.besides ?? []), secondPerson(texts)]
  return { kind: 'override', ...submitted, besides, overrides: overridesOf(stop) }
}

/** How to set the lock aside, where one would rather not wait for it. */
function insteadOfWaiting(plan: Plan, { gates }: Texts): string | undefined {
  const target = isRunPlan(plan) ? targetOf({ plan }) : undefined
  return target && gates.override.insteadOfWaiting({ ...target, version: target.release.version })
}

function stoppedSentence({ sentence }: Stop, plan: Plan, texts: Texts): string {
  const { gates } = texts
  if (plan.kind !== 'deploy') return `${sentence} ${gates.nothingStarted}`
  const { service, environment, release } = plan
  return `${sentence} ${gates.nothingStarted} ${gates.override.how({ service, environment, version: release.version })}`
}

/** What others must approve of a plan, told to its person first; undefined where their own word is enough. */
async function demandFor(
  parts: ChangeParts,
  plan: Plan,
  risk: Risk | undefined,
  { submitted }: Pick<Proposed, 'submitted'>,
  texts: Texts,
): Promise<ApprovalDemand | undefined> {
  const { required } = await requiredFor(parts, plan, risk, texts)
  const besides = submitted && required.length === 0 ? (submitted.besides ?? [secondPerson(texts)]) : submitted?.besides
  const all = [...required, ...(besides ?? [])]
  if (all.length === 0) return undefined
  const needs = texts.changes.firstYou({ needs: all.map(({ why }) => why).join(' ') })
  return { ...submitted, ...(besides && { besides }), needs }
}

const asNote = (...sentences: readonly (string | undefined)[]): string | undefined =>
  sentences.filter((one) => one !== undefined).join(' ') || undefined

/** Decided before anything is planned: whoever may not have the change hears nothing of how things stand there. */
async function refusalOf(
  request: PlanRequest,
  { permissions, store }: ChangeParts,
  { by, groups, language }: Actor,
): Promise<Refusal | undefined> {
  const asker = { user: by, groups, language }
  if (request.kind !== 'cancel') {
    const access = await permissions.decide(asker, accessToRequest(request))
    return access.kind === 'allowed' ? undefined : { kind: 'refused', sentence: access.sentence }
  }
  const decide = (right: AccessRequest) => permissions.decide(asker, right)
  return refusalToCancel(request.task, await plannedAs(request.task, store), decide, textsIn(language))
}

/** A task, or one that is scheduled. */
async function plannedAs(task: TaskId, documents: Documents): Promise<Pick<Run, 'plan'> | undefined> {
  return (await documents.get(runs, task)) ?? documents.get(schedules, task)
}

function accessToRequest(request: Exclude<PlanRequest, { readonly kind: 'cancel' }>): AccessRequest {
  return request.kind === 'workflow' ? accessToWorkflow(request) : accessTo(request.kind, whereOf({ plan: request }))
}

/** A refusal names the task's place, so it is for those who may see the task; others learn not even that there is one. */
async function refusalToCancel(
  task: TaskId,
  run: Pick<Run, 'plan'> | undefined,
  decide: (right: AccessRequest) => Promise<AccessDecision>,
  texts: Texts,
): Promise<Refusal | undefined> {
  const right = accessTo('cancel', {})
  const access = run && (await decide({ ...right, ...whereOf(run) }))
  if (access?.kind === 'allowed') return undefined
  if (run && access) {
    const sight = await decide({ intent: 'task.status', effect: 'read', ...whereOf(run) })
    if (sight.kind === 'allowed') return { kind: 'refused', sentence: access.sentence }
  }
  const anywhere = await decide({ ...right, missing: ['service', 'environment'] })
  return anywhere.kind === 'refused' && anywhere.inDoubt
    ? { kind: 'refused', sentence: texts.access.inDoubt }
    : { ...unknownTask(task, texts), ...(access && { hides: access.sentence }) }
}

/** Asks for the confirmation. @param inPlaceOf The message whose thought the card takes the place of. */
export async function confirmFirst(
  parts: ChangeParts,
  transaction: Transaction,
  actor: Actor,
  {
    plan,
    rule,
    risk,
    note,
    danger,
    approval,
    waitsFor,
    proposal,
  }: Omit<ConfirmProposal, 'kind'> & Pick<Asking, 'proposal'>,
  inPlaceOf?: string,
): Promise<void> {
  for (const older of await openForSamePlan(parts, plan, actor, proposal !== undefined))
    await supersede(transaction, older, textsIn(actor.language).confirmations.superseded.askedAgain)
  const asking = { risk, note, danger, approval, proposal, inPlaceOf, waitsFor }
  requestConfirmation(parts, transaction, plan, actor, rule, asking)
}

/**
 * @param inPlaceOf The message whose thought the task's status card takes the place of.
 * @returns Why nothing was started, as a sentence.
 */
export function startAtOnce(
  parts: ChangeParts,
  transaction: Transaction,
  actor: Actor,
  { plan, number, risk }: StartProposal,
  inPlaceOf?: string,
): Promise<string | undefined> {
  return startPlan(parts, transaction, plan, number, { ...actor, risk, inPlaceOf })
}

/** Asking again leaves one card to answer, not two for the same thing; each proposal has a thread of its own. */
async function openForSamePlan(
  { store }: ChangeParts,
  plan: Plan,
  { thread, by }: Actor,
  anywhere: boolean,
): Promise<readonly string[]> {
  const labels = ['open', byLabel(by), ...(anywhere ? [] : [threadLabel(thread)])]
  const open = await store.list(confirmations, { labels })
  const hash = planHash(plan)
  return open.filter((confirmation) => confirmation.planHash === hash).map(({ confirmation }) => confirmation)
}
