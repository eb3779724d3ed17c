import { type CodeReport, type CodeRule, isAbout } from '../domain/code-happening.ts'
import type { EnvironmentId, ServiceId } from '../domain/ids.ts'
import type { Settings } from '../domain/settings.ts'
import type { CodeLinks, ServiceCode } from '../ports/code-host.ts'

/** What a rule asks for about one service. */
export interface Wish extends Pick<CodeRule, 'tell'> {
  readonly service: ServiceId
  readonly deploy?: EnvironmentId
  readonly workflow?: { readonly id: string; readonly inputs: Readonly<Record<string, string>> }
}

interface WishParts {
  readonly settings: Pick<Settings, 'services' | 'codeEvents'>
  readonly delivery: Pick<ServiceCode, 'linksOf'>
}

/** Of several rules that deploy the same to one place the first counts. */
export function wishesOf({ settings, delivery }: WishParts, report: CodeReport): readonly Wish[] {
  const its = settings.services.filter(({ id }) => isOf(delivery.linksOf(id), report))
  const all = its.flatMap(({ id: service }) =>
    (settings.codeEvents ?? [])
      .filter((rule) => isAbout(rule, report, service))
      .map(
        ({ tell, deploy, workflow, with: inputs = {} }): Wish => ({
          ...{ service, tell },
          ...(deploy !== undefined && { deploy }),
          ...(workflow !== undefined && { workflow: { id: workflow, inputs } }),
        }),
      ),
  )
  const byWhat = new Map(
    all
      .toReversed()
      .map((wish) => [
        `${wish.service}/${wish.deploy ?? ''}/${wish.workflow?.id ?? ''}/${(wish.deploy ?? wish.workflow) ? '' : wish.tell}`,
        wish,
      ]),
  )
  return [...byWhat.values()].toReversed()
}

/** Two hosts may have repositories of one name. */
const isOf = (own: CodeLinks | undefined, { host, repository }: CodeReport): boolean =>
  own?.host === host && own.repository.toLowerCase() === repository.toLowerCase()
