import type { Field } from '../domain/card.ts'
import { type Plan, type ReleasePlan, type RunPlan, targetOf } from '../domain/plan.ts'
import { type DeployPlan, unexpectedDirection } from '../domain/plans/deploy.ts'
import type { PromotePlan } from '../domain/plans/promote.ts'
import type { ScalePlan } from '../domain/plans/scale.ts'
import type { WorkflowPlan } from '../domain/plans/workflow.ts'
import { type CanarySettings, type Release, releaseName } from '../domain/release.ts'
import { checkCountWords } from './code-words.ts'
import { foreseenFields, imageFields, refusalFields } from './forecast-words.ts'
import { momentWords } from './moment-words.ts'
import { ringFields } from './ring-words.ts'
import { severalFields } from './several-words.ts'
import type { Texts } from './texts.ts'
import { versionChange } from './version-change.ts'

/** What a plan would do, in one line. */
export function planTitle(plan: Plan, { plans: { title } }: Texts): string {
  switch (plan.kind) {
    case 'cancel':
      return title.cancel(plan)
    case 'promote':
      return title.promote({ ...plan, version: plan.release.version })
    case 'lock':
    case 'unlock':
      return title[plan.kind](plan)
    case 'schedule':
      return title.schedule({ ...plan, version: plan.deploy.release.version, time: momentWords(plan.at, plan.zone) })
    case 'build':
      return title.build(namesIn(plan))
    case 'repair':
      return title.repair(plan)
    case 'restart':
      return title.restart(plan)
    case 'scale':
      return title.scale(plan)
    case 'deploy':
    case 'rollback':
      return title[plan.kind](namesIn(plan))
    case 'workflow':
      if (plan.several) return workflowName(plan)
      return title.workflow({ name: workflowName(plan), values: Object.values(plan.inputs).map(shortened).join(', ') })
  }
}

/** What its person reads before they confirm it. */
export function planFields(plan: Plan, texts: Texts): readonly Field[] {
  const { fields: labels } = texts.plans
  switch (plan.kind) {
    case 'build':
      return [
        { label: labels.service, value: plan.service },
        { label: labels.commit, value: releaseName(plan.release) },
        { label: labels.strategy, value: plan.strategy },
      ]
    case 'deploy':
    case 'rollback':
      return [
        ...refusalFields(plan, texts),
        { label: labels.service, value: plan.service },
        { label: labels.environment, value: plan.environment },
        ...pullRequestFields(plan, texts),
        { label: labels.version, value: versionChange(plan, texts), ...linked(plan.links?.compare) },
        { label: labels.commit, value: plan.release.sha.slice(0, 12), ...linked(plan.links?.commit) },
        ...(plan.checks ? [{ label: texts.codeHost.fields.checks, value: checkCountWords(plan.checks, texts) }] : []),
        ...imageFields(plan, texts),
        { label: labels.strategy, value: strategyWords(plan, texts) },
        ...foreseenFields(plan, texts),
      ]
    case 'cancel':
      return [
        { label: labels.task, value: plan.task },
        { label: labels.whatItDoes, value: plan.title },
        ...(plan.reason === undefined ? [] : [{ label: labels.reason, value: plan.reason }]),
      ]
    case 'promote':
      return promoteFields(plan, texts)
    case 'repair':
      return [
        { label: labels.service, value: plan.service },
        { label: labels.device, value: plan.device },
        { label: labels.ring, value: plan.environment },
        { label: labels.whatItDoes, value: texts.plans.repair[plan.action](plan.release) },
      ]
    case 'restart':
      return [
        { label: labels.service, value: plan.service },
        { label: labels.environment, value: plan.environment },
        ...(plan.release ? [{ label: labels.version, value: releaseName(plan.release) }] : []),
        { label: labels.whatItDoes, value: texts.plans.restarts },
      ]
    case 'scale':
      return scaleFields(plan, texts)
    case 'workflow':
      return workflowFields(plan, texts)
    case 'lock':
      return [
        { label: labels.service, value: plan.service },
        { label: labels.environment, value: texts.formats.allOf(plan.environments) },
        { label: labels.lasts, value: texts.gates.lock.minutes({ count: plan.minutes }) },
        ...(plan.reason === undefined ? [] : [{ label: labels.reason, value: plan.reason }]),
      ]
    case 'schedule':
      return [{ label: labels.when, value: momentWords(plan.at, plan.zone) }, ...planFields(plan.deploy, texts)]
    case 'unlock':
      return [
        { label: labels.service, value: plan.service },
        { label: labels.environment, value: texts.formats.allOf(plan.locks.map(({ environment }) => environment)) },
        ...(plan.removes ? [{ label: labels.reason, value: plan.removes.reason }] : []),
      ]
  }
}

const linked = (url: string | undefined): Pick<Field, 'url'> => (url === undefined ? {} : { url })

function pullRequestFields({ pullRequest }: DeployPlan, { codeHost }: Texts): readonly Field[] {
  if (!pullRequest) return []
  const { url } = pullRequest
  return [{ label: codeHost.fields.pullRequest, value: codeHost.pullRequest(pullRequest), ...(url !== '' && { url }) }]
}

/** What people call it. */
const workflowName = ({ definition: { id, title } }: WorkflowPlan): string => title ?? id

/** Far more than a title or a line holds. */
const LONGEST_VALUE = 60
const shortened = (value: string): string =>
  value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE - 1)}…` : value

function workflowFields({ definition, inputs, continues, several }: WorkflowPlan, texts: Texts) {
  const { plans, workflows, formats } = texts
  if (several) return several.rings ? ringFields(several, texts) : severalFields(several, texts)
  const steps = definition.steps.map(({ id, title }) => title ?? id)
  return [
    { label: plans.fields.workflow, value: definition.id },
    ...Object.entries(inputs).map(([label, value]) => ({ label, value: shortened(value) })),
    { label: workflows.steps, value: steps.join(' → ') },
    ...(continues
      ? [
          {
            label: plans.fields.task,
            value: workflows.retry.continues({ task: continues.task, done: formats.allOf(continues.done) }),
          },
        ]
      : []),
  ]
}

function scaleFields({ service, environment, count, from }: ScalePlan, { plans }: Texts): readonly Field[] {
  const { fields: labels } = plans
  return [
    { label: labels.service, value: service },
    { label: labels.environment, value: environment },
    { label: labels.instances, value: from ? `${from.count} → ${count}` : String(count) },
    ...(from?.bounds ? [{ label: labels.bounds, value: plans.bounds(from.bounds) }] : []),
  ]
}

function promoteFields(plan: PromotePlan, { plans }: Texts): readonly Field[] {
  const { fields: labels, promotion: words } = plans
  const { task, service, environment, release, from, canary, minutes, seen } = plan
  const before = from?.version
  return [
    { label: labels.task, value: task },
    { label: labels.service, value: service },
    { label: labels.environment, value: environment },
    { label: labels.version, value: `${before ?? plans.nothing} → ${release.version}` },
    { label: labels.shareNow, value: words.shareNow(canary) },
    { label: labels.watched, value: words.watched({ minutes, of: canary.minutes }) },
    { label: labels.soFar, value: seen ? seen.join(' ') : words.notSeenYet },
  ]
}

/** `10 % of the requests for up to 10 min` */
export function canaryWords(canary: CanarySettings, { plans }: Texts): string {
  return plans.canaryShare(canary)
}

function strategyWords({ strategy, canary, ring, ownWay }: DeployPlan, texts: Texts): string {
  if (ring) return texts.abilities.ownWay.inventory
  if (ownWay) return texts.abilities.ownWay[ownWay]
  return canary ? texts.plans.canaryThenAll({ share: canaryWords(canary, texts) }) : strategy
}

type PlannedRun = { readonly plan: RunPlan }

/** Its success, in one line. */
export function successOf(run: PlannedRun, texts: Texts): string {
  return successIn(run, texts.plans.done, texts)
}

/** Its success, in one line, where something else is live by now. */
export function pastSuccessOf(run: PlannedRun, texts: Texts): string {
  return successIn(run, texts.plans.doneOnce, texts)
}

function successIn({ plan }: PlannedRun, done: Texts['plans']['done'], texts: Texts): string {
  switch (plan.kind) {
    case 'build':
      return done.build(namesIn(plan))
    case 'repair':
      return done.repair(namesIn(plan))
    case 'restart':
      return done.restart(plan)
    case 'scale':
      return done.scale(plan)
    case 'workflow':
      return severalSuccess(plan, done, texts) ?? done.workflow({ name: workflowName(plan) })
    case 'deploy':
    case 'rollback':
      return done[plan.kind](namesIn(plan))
  }
}

/** Each of several deployments by its own success; undefined for a workflow of the team. */
function severalSuccess(
  { several }: WorkflowPlan,
  done: Texts['plans']['done'],
  { formats }: Texts,
): string | undefined {
  const each = several?.deployments.flatMap(({ plan }) => (plan ? [done.deploy(namesIn(plan))] : [])) ?? []
  return each.length === 0 ? undefined : formats.allOf(each)
}

/** What a person may want to do next. @param before What they could go back to. */
export function nextAfter(run: PlannedRun, before: Release | undefined, { plans }: Texts): string | undefined {
  const target = targetOf(run)
  if (!target) return run.plan.kind === 'build' ? plans.next.build(namesIn(run.plan)) : undefined
  const isForward = target.kind === 'deploy' && unexpectedDirection(target) !== 'downgrade'
  return before && plans.next[isForward ? 'deploy' : 'rollback']({ ...target, before: before.version })
}

function namesIn<Names extends ReleasePlan>({ release, ...plan }: Names) {
  return { ...plan, version: release.version }
}
