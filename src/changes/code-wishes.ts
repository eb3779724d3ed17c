import { type CodeReport, type CodeRule, isAbout } from '../domain/code-happening.ts'
import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { Settings } from '../domain/settings.ts'
import type { WorkflowDefinition } from '../domain/workflows/definition.ts'
import type { CodeLinks, ServiceCode } from '../ports/code-host.ts'

/** What a rule asks for about one service, or the file of a workflow about all that it means. */
export interface Wish extends Pick<CodeRule, 'tell'> {
  readonly service: ServiceId
  readonly deploy?: EnvironmentId
  readonly workflow?: WishedWorkflow
}

interface WishedWorkflow {
  readonly id: string
  readonly inputs: Readonly<Record<string, string>>
  /** Of the repository that the report is of. */
  readonly services: readonly ServiceId[]
}

interface WishParts {
  readonly settings: Pick<Settings, 'services' | 'codeEvents' | 'workflows'>
  readonly delivery: Pick<ServiceCode, 'linksOf'>
}

/** Of several rules that deploy the same to one place the first counts, and so does the first trigger of a workflow. */
export function wishesOf({ settings, delivery }: WishParts, report: CodeReport): readonly Wish[] {
  const { services, codeEvents = [], workflows = [] } = settings
  const its = services.filter(({ id }) => isOf(delivery.linksOf(id), report)).map(({ id }) => id)
  const ruled = its.flatMap((service) => codeEvents.flatMap((rule) => ruleWish(rule, report, service)))
  const byWhat = new Map(ruled.toReversed().map((wish) => [`${wish.service}/${wish.deploy ?? wish.tell}`, wish]))
  return [...[...byWhat.values()].toReversed(), ...workflows.flatMap((workflow) => startWish(workflow, report, its))]
}

const ruleWish = (rule: CodeRule, report: CodeReport, service: ServiceId): readonly Wish[] =>
  isAbout(rule, report, service)
    ? [{ service, tell: rule.tell, ...(rule.deploy !== undefined && { deploy: rule.deploy }) }]
    : []

/** A report starts a workflow once, of however many services it tells. */
function startWish(
  { id, on = [] }: Pick<WorkflowDefinition, 'id' | 'on'>,
  report: CodeReport,
  its: readonly ServiceId[],
): readonly Wish[] {
  for (const { event, channel, with: inputs, ...filters } of on) {
    const services = its.filter((service) => isAbout({ on: event, ...filters }, report, service))
    const [service] = services
    if (service !== undefined) return [{ service, tell: channel, workflow: { id, inputs, services } }]
  }
  return []
}

/** Two hosts may have repositories of one name. */
const isOf = (own: CodeLinks | undefined, { host, repository }: CodeReport): boolean =>
  own?.host === host && own.repository.toLowerCase() === repository.toLowerCase()
