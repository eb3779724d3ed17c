import { githubClient } from '../../../adapters/code-host/github/github-client.ts'
import type { ActionsPlace } from '../../../adapters/deploy/github-actions/actions-place.ts'
import type { TargetConfig } from '../../../config/targets/target.ts'
import type { EnvironmentId } from '../../domain/ids.ts'
import { type CodeService, githubAccountOf } from './service-code.ts'

interface PlacedService extends CodeService {
  readonly environments: Readonly<Record<EnvironmentId, { readonly target: TargetConfig }>>
}

/** Where a service is deployed by a workflow on GitHub. That it has a repository there was checked before. */
export function actionsPlaces({ id: service, codeHost, environments }: PlacedService): readonly ActionsPlace[] {
  if (codeHost?.kind !== 'github') return []
  const { repository, url, apiUrl } = codeHost
  const client = githubClient({ apiUrl, account: githubAccountOf(codeHost) })
  const web = `${url}/${repository}`
  return Object.entries(environments).flatMap(([environment, { target }]): readonly ActionsPlace[] => {
    if (target.kind !== 'github-actions') return []
    const { workflow, ref, inputs, deadlineMinutes } = target
    const filled = (text: string): string =>
      text.replaceAll('{service}', service).replaceAll('{environment}', environment)
    return [
      {
        ...{ service, environment, client, repository, web, workflow, ref, inputs },
        deadlineMs: deadlineMinutes * 60_000,
        url: target.url && filled(target.url),
      },
    ]
  })
}
