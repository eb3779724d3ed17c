import type { EnvironmentId, ServiceId } from '../../../src/domain/ids.ts'
import type { GithubClient } from '../../code-host/github/github-client.ts'

/** A service in an environment that a workflow of its repository puts releases into. */
export interface ActionsPlace {
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly client: GithubClient
  /** `acme/payments` */
  readonly repository: string
  /** Where people open it: `https://github.com/acme/payments`. */
  readonly web: string
  /** The file of the workflow, such as `deploy.yml`. */
  readonly workflow: string
  /** The branch or tag whose workflow runs; undefined: the default branch. */
  readonly ref: string | undefined
  /** By name; `{version}`, `{sha}`, `{environment}` and `{service}` are filled in. */
  readonly inputs: Readonly<Record<string, string>>
  readonly deadlineMs: number
  /** Where users reach it, for people. */
  readonly url: string | undefined
}

export const placeName = ({ service, environment }: Pick<ActionsPlace, 'service' | 'environment'>): string =>
  `${service}/${environment}`
