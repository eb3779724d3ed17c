import { accessFor } from '../access/plan-access.ts'
import type { CodeReport } from '../domain/code-happening.ts'
import { counting } from '../domain/commit-checks.ts'
import type { TaskId, UserId } from '../domain/ids.ts'
import type { Plan } from '../domain/plan.ts'
import { CODE_ACTOR, POLICY_ACTOR } from '../domain/policy-actor.ts'
import { filledInputs } from '../domain/reported-inputs.ts'
import type { Risk } from '../domain/risk.ts'
import { placeOfWorkflow } from '../domain/workflows/places.ts'
import { unapprovedSteps } from '../domain/workflows/unapproved-steps.ts'
import { codeProblemSentence } from '../texts/code-words.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { Wish } from './code-wishes.ts'
import { judgedAs } from './judged-as.ts'
import type { ChangeParts } from './parts.ts'
import { planFor } from './plan.ts'
import { confirmationRule } from './policy.ts'
import { numberFor } from './start.ts'
import type { WatchedDelivery } from './watched-delivery.ts'

export interface PrepareParts extends ChangeParts {
  readonly onError: (error: unknown) => void
  /** Who did not answer, of an error. */
  readonly thrownBy?: WatchedDelivery['thrownBy']
}

/** What one wish leads to, before it is carried out. */
export interface Prepared extends Wish {
  readonly start?: {
    readonly plan: Plan
    readonly risk?: Risk | undefined
    readonly task: TaskId
    readonly by: UserId
  }
  /** Why nothing is started, as a sentence. */
  readonly reason?: string
  /** It could not be found out. */
  readonly isFault?: true
}

/** A fault ends as a reason: it must not hold up the reports that come after it. */
export async function prepare(
  parts: PrepareParts,
  report: CodeReport,
  wish: Wish,
  correlationId: string,
): Promise<Prepared | undefined> {
  try {
    const { workflow } = wish
    return workflow
      ? await preparedWorkflow(parts, report, { ...wish, workflow })
      : await prepared(parts, report, wish, correlationId)
  } catch (error) {
    parts.onError(error)
    const { silent } = textsIn(undefined).codeHost.event
    return { ...wish, reason: silent[parts.thrownBy?.(error) ?? 'unknown'](wish), isFault: true }
  }
}

/** Undefined where there is nothing to be told of. */
async function prepared(
  parts: PrepareParts,
  { happening }: CodeReport,
  wish: Wish,
  correlationId: string,
): Promise<Prepared | undefined> {
  const { service, deploy: environment } = wish
  const branch = branchToDeploy(happening)
  if (environment === undefined || branch === undefined) return wish
  const texts = textsIn(undefined)
  const request = { kind: 'deploy', service, environment, ref: branch, strategy: 'blue-green' } as const
  const planned = await planFor(request, parts, texts)
  if (planned.kind === 'problem') return { ...wish, reason: planned.sentence }
  const { plan } = planned
  // Whose checks are done is not what would be deployed: an earlier commit, or a branch of that name in a fork.
  if (happening.what === 'checks.done' && plan.kind === 'deploy' && plan.release.sha !== happening.sha) return undefined
  const judged = await judgedAs(plan, parts.store)
  const risk = judged && (await parts.risks.judge(judged, correlationId))
  // What a person would have to confirm, nobody confirms here.
  const asks = confirmationRule(plan, parts.settings, texts, undefined, risk)
  if (asks !== undefined) return { ...wish, reason: asks }
  return { ...wish, start: { plan, risk, by: POLICY_ACTOR, task: (await numberFor(plan, parts.store)) as TaskId } }
}

/** A workflow of the team, as far as the one that starts it may, and where somebody approves what a person would confirm. */
async function preparedWorkflow(
  parts: PrepareParts,
  report: CodeReport,
  wish: Wish & { readonly workflow: NonNullable<Wish['workflow']> },
): Promise<Prepared | undefined> {
  const { settings } = parts
  const { id, services } = wish.workflow
  const texts = textsIn(undefined)
  const words = texts.codeHost.event
  const checked = await checkedCommit(report, wish, parts)
  if (checked !== 'counts') return checked && { ...wish, ...checked }
  const definition = settings.workflows?.find((one) => one.id === id)
  if (!definition) return { ...wish, reason: words.noWorkflow({ workflow: id }) }
  const inputs = filledInputs(wish.workflow.inputs, report, services)
  if ('several' in inputs) return { ...wish, reason: words.several({ services: texts.formats.allOf(inputs.several) }) }
  if ('option' in inputs) return { ...wish, reason: words.isOption(inputs) }
  const { values } = inputs
  const place = placeOfWorkflow(definition, values)
  const planned = await planFor({ kind: 'workflow', definition, inputs: values, ...place }, parts, texts)
  if (planned.kind === 'problem') return { ...wish, reason: planned.sentence }
  const { plan } = planned
  const isHarmless = (environment: string): boolean =>
    settings.environments.find((one) => one.id === environment)?.confirm === 'danger-only'
  const [step] = plan.kind === 'workflow' ? unapprovedSteps(plan.definition, plan.inputs, isHarmless) : []
  if (step) return { ...wish, reason: words.unapproved({ step: step.id }) }
  const access = await parts.permissions.decide({ user: CODE_ACTOR, groups: [] }, accessFor(plan))
  if (access.kind === 'refused')
    return { ...wish, reason: texts.workflows.due.mayNot({ actor: CODE_ACTOR, rule: access.rule }) }
  return { ...wish, start: { plan, by: CODE_ACTOR, task: (await numberFor(plan, parts.store)) as TaskId } }
}

/**
 * Checks are reported of any commit, also of an earlier one and of a branch of that name in a fork, and by each app for
 * itself. Only the newest commit of our own counts, and it is green once nothing that is known of it runs or is red.
 *
 * @returns Undefined where nothing is told.
 */
async function checkedCommit(
  { happening }: CodeReport,
  { service }: Wish,
  { delivery }: Pick<PrepareParts, 'delivery'>,
): Promise<'counts' | Pick<Prepared, 'reason' | 'isFault'> | undefined> {
  if (happening.what !== 'checks.done') return 'counts'
  if (happening.branch === undefined) return undefined
  const texts = textsIn(undefined)
  const named = await delivery.resolve(service, happening.branch)
  if ('problem' in named) {
    const isGone = named.problem !== 'repository-unusable'
    return isGone ? undefined : { reason: texts.codeHost.event.silent.source({ service }), isFault: true }
  }
  if (named.sha !== happening.sha) return undefined
  if (!happening.green) return 'counts'
  const checks = await delivery.checksOf(service, happening.sha)
  if ('problem' in checks) return { reason: codeProblemSentence(checks, service, texts) }
  return counting(checks).every(({ state }) => state === 'green') ? 'counts' : undefined
}

function branchToDeploy(happening: CodeReport['happening']): string | undefined {
  if (happening.what === 'pushed') return happening.branch
  return happening.what === 'checks.done' && happening.green ? happening.branch : undefined
}
