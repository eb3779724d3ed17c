import type { ServiceId } from '../../domain/ids.ts'
import { planHash } from '../../domain/plan.ts'
import type { Continued, WorkflowPlan } from '../../domain/plans/workflow.ts'
import { runs, workflowLabel } from '../../domain/projections.ts'
import { isPlace, type Settings } from '../../domain/settings.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { CommitOf } from '../../domain/workflows/commit-of.ts'
import type { InputDefinition, WorkflowDefinition } from '../../domain/workflows/definition.ts'
import { afterApprovals } from '../../domain/workflows/kept-steps.ts'
import { pinVersions } from '../../domain/workflows/pin-versions.ts'
import { changedEnvironments, placeOfWorkflow } from '../../domain/workflows/places.ts'
import type { Texts } from '../../texts/texts.ts'
import { type PlanParts, type PlanResult, type Problem, problem } from './planned.ts'
import { resolve } from './ref.ts'
import { rerunObjection } from './rerun-objection.ts'
import { planSeveral } from './several.ts'
import type { WorkflowRequest } from './workflow-request.ts'

/** @param slots Complete. @returns A problem for a workflow that is not there. */
export function workflowRequest(slots: Slots, settings: Settings, texts: Texts): WorkflowRequest | Problem {
  const name = String(slots.workflow)
  const definition = workflowNamed(name, settings)
  if (!definition) return unknownWorkflow(name, settings, texts)
  const inputs = { ...inputsFrom(slots, definition), ...namedInputs(slots.inputs) }
  return { kind: 'workflow', definition, inputs, ...placeOfWorkflow(definition, withDefaults(definition, inputs)) }
}

export function workflowNamed(name: string, { workflows = [] }: Settings): WorkflowDefinition | undefined {
  const wanted = name.toLowerCase()
  return workflows.find(({ id, aliases = [] }) => [id, ...aliases].some((one) => one.toLowerCase() === wanted))
}

export function unknownWorkflow(workflow: string, { workflows = [] }: Settings, texts: Texts): Problem {
  const { unknown, noneThere } = texts.workflows.problem
  const known = texts.formats.allOf(workflows.map(({ id }) => id))
  return problem(workflows.length === 0 ? noneThere({ workflow }) : unknown({ workflow, known }))
}

const SLOT_OF = { service: 'service', environment: 'environment', version: 'ref' } as const

/** What was said of a service, an environment or a version goes into the first input of that type. */
function inputsFrom(slots: Slots, { inputs }: WorkflowDefinition): Record<string, string> {
  const pairs = Object.entries(SLOT_OF).flatMap(([type, slot]) => {
    const [name] = Object.entries(inputs).find(([, input]) => input.type === type) ?? []
    const value = slots[slot]
    return name === undefined || value === undefined ? [] : [[name, String(value)]]
  })
  return Object.fromEntries(pairs)
}

/** What a phrase or `with key=value` has said, as JSON. */
function namedInputs(said: string | number | undefined): Record<string, string> {
  return said === undefined ? {} : (JSON.parse(String(said)) as Record<string, string>)
}

function withDefaults(definition: WorkflowDefinition, given: WorkflowRequest['inputs']): Record<string, string> {
  const values = Object.entries(definition.inputs).flatMap(([name, input]) => {
    const value = Object.hasOwn(given, name) ? given[name] : input.default
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(values)
}

export async function planWorkflow(request: WorkflowRequest, parts: PlanParts, texts: Texts): Promise<PlanResult> {
  if (request.several) return planSeveral(request.several, parts, texts)
  const { continues } = request
  const present = workflowNamed(request.definition.id, parts.settings)
  if (!present) return problem(texts.workflows.problem.noLongerThere({ workflow: request.definition.id }))
  const definition = continues ? continuedAs(request.definition, continues, present) : present
  const given = withDefaults(definition, request.inputs)
  const [odd] = Object.keys(request.inputs).filter((name) => !Object.hasOwn(definition.inputs, name))
  if (odd !== undefined) return noSuchInput(odd, definition, texts)
  const missing = Object.keys(definition.inputs).filter((name) => given[name] === undefined)
  if (missing.length > 0) return missingInputs(definition, missing, texts)
  for (const [name, input] of Object.entries(definition.inputs)) {
    const wrong = wrongInput(name, given[name] ?? '', input, parts.settings, texts)
    if (wrong) return wrong
  }
  const place = placeOfWorkflow(definition, given)
  const { service, environment } = place
  if (service !== undefined && environment !== undefined && !isPlace(parts.settings, { service, environment }))
    return problem(texts.plans.problem.noPlace({ service, environment }))
  const stale = continues?.rerun && (await rerunObjection(continues.rerun, place, parts.store, texts))
  if (stale !== undefined) return problem(stale)
  const inputs = await exactVersions(definition, given, service, parts, texts)
  if ('kind' in inputs) return inputs
  const confirm = confirmed(definition, inputs.values, parts.settings)
  const plan: WorkflowPlan = {
    kind: 'workflow',
    definition: await pinVersions(definition, inputs.values, commitsIn(parts)),
    inputs: inputs.values,
    ...place,
    ...(confirm && { confirm }),
    key: parts.newId(),
    ...(continues && { continues }),
  }
  const note = continues?.rerun && texts.workflows.retry.runsAgain(continues.rerun)
  return (await runningTheSame(plan, parts, texts)) ?? { kind: 'plan', plan, ...(note !== undefined && { note }) }
}

/** What continues runs as it started, for those who may start it now; everything else as its file says now. */
function continuedAs(
  definition: WorkflowDefinition,
  { done }: Continued,
  { who }: WorkflowDefinition,
): WorkflowDefinition {
  const { who: _, ...rest } = afterApprovals(definition, done)
  return { ...rest, ...(who && { who }) }
}

function noSuchInput(input: string, { id, inputs }: WorkflowDefinition, texts: Texts): Problem {
  const { noInput, noInputs } = texts.workflows.problem
  const known = Object.keys(inputs)
  if (known.length === 0) return problem(noInputs({ workflow: id, input }))
  return problem(noInput({ workflow: id, input, known: texts.formats.allOf(known) }))
}

function missingInputs({ id, inputs }: WorkflowDefinition, missing: readonly string[], texts: Texts): Problem {
  const { formats, workflows } = texts
  const named = missing.filter((name) => !Object.hasOwn(SLOT_OF, inputs[name]?.type ?? ''))
  const how = [
    workflows.startAs({ workflow: id }),
    ...missing.filter((name) => !named.includes(name)).map((name) => `<${name}>`),
    ...(named.length > 0 ? [`with ${named.map((name) => `${name}=…`).join(' ')}`] : []),
  ].join(' ')
  return problem(workflows.problem.missing({ workflow: id, inputs: formats.allOf(missing), how }))
}

/** A value that people or other texts of that length would never be meant to stand in a command. */
const LONGEST_INPUT = 500

function wrongInput(
  input: string,
  value: string,
  { type, options = [] }: InputDefinition,
  settings: Settings,
  texts: Texts,
): Problem | undefined {
  const { notOneOf, noNumber, notText, tooLong } = texts.workflows.problem
  const among = (known: readonly string[]): Problem | undefined =>
    known.includes(value) ? undefined : problem(notOneOf({ input, value, options: texts.formats.allOf(known) }))
  if (value.includes('\0')) return problem(notText({ input }))
  if (value.length > LONGEST_INPUT) return problem(tooLong({ input, most: LONGEST_INPUT }))
  switch (type) {
    case 'service':
      return among(settings.services.map(({ id }) => id))
    case 'environment':
      return among(settings.environments.map(({ id }) => id))
    case 'choice':
      return among(options)
    case 'number':
      return Number.isFinite(Number(value)) && value.trim() !== '' ? undefined : problem(noNumber({ input, value }))
    case 'version':
    case 'text':
      return undefined
  }
}

/** A branch may move while a run lasts: its commit at this moment is what is meant. */
async function exactVersions(
  definition: WorkflowDefinition,
  given: Record<string, string>,
  service: ServiceId | undefined,
  { delivery }: PlanParts,
  texts: Texts,
): Promise<{ readonly values: Readonly<Record<string, string>> } | Problem> {
  const values = { ...given }
  for (const [name, { type }] of Object.entries(definition.inputs)) {
    const ref = values[name]
    if (type !== 'version' || service === undefined || ref === undefined || ref === 'previous') continue
    const release = await resolve(delivery, service, ref, texts)
    if ('problem' in release) return problem(release.sentence)
    const named = await resolve(delivery, service, release.version, texts)
    values[name] = 'sha' in named && named.sha === release.sha ? release.version : release.sha
  }
  return { values }
}

const commitsIn =
  ({ delivery }: PlanParts): CommitOf =>
  async (service, version) => {
    const release = await delivery.resolve(service, version)
    return 'problem' in release ? undefined : release.sha
  }

/** Whatever its file says: what changes a protected environment, or one that nobody knows yet, is confirmed. */
function confirmed(
  definition: WorkflowDefinition,
  inputs: Readonly<Record<string, string>>,
  { environments }: Settings,
): WorkflowPlan['confirm'] {
  const isHarmless = (environment: string): boolean =>
    environments.find(({ id }) => id === environment)?.confirm === 'danger-only'
  if (!changedEnvironments(definition, inputs).every(isHarmless)) return 'protected'
  return definition.confirm ? 'declared' : undefined
}

/** Nobody is asked to confirm what is running already. */
async function runningTheSame(plan: WorkflowPlan, { store }: PlanParts, texts: Texts): Promise<Problem | undefined> {
  const { id } = plan.definition
  const active = await store.list(runs, { labels: ['active', workflowLabel(id)] })
  const same = active.find((run) => !run.cancelRequested && planHash(run.plan) === planHash(plan))
  return same && problem(texts.workflows.problem.alreadyRuns({ workflow: id, task: same.task }))
}
