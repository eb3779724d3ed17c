import { ciBySystem } from '../../../adapters/ci/by-system.ts'
import { type ActionsAccount, createActionsRunner } from '../../../adapters/ci/github-actions/actions-runner.ts'
import { createPipelineRunner } from '../../../adapters/ci/gitlab/pipeline-runner.ts'
import { createJenkinsRunner } from '../../../adapters/ci/jenkins/jenkins-runner.ts'
import { githubClient } from '../../../adapters/code-host/github/github-client.ts'
import type { Config } from '../../../config/config.ts'
import type { ServiceId } from '../../domain/ids.ts'
import type { CiRunner } from '../../ports/ci-runner.ts'
import { githubAccountOf } from './service-code.ts'

type CiConfig = Pick<Config, 'ci' | 'services'>

/** Asks each CI system with the account that the configuration has for it. */
export function ciRunnerFor({ ci, services = [] }: CiConfig): CiRunner {
  const { github, gitlab, jenkins } = ci
  return ciBySystem({
    ...(github && { 'github-actions': createActionsRunner(actionsAccounts(github, services)) }),
    ...(gitlab && { 'gitlab-pipeline': createPipelineRunner({ url: gitlab.url, token: gitlab.token?.reveal() }) }),
    ...(jenkins && { jenkins: createJenkinsRunner({ ...jenkins, token: jenkins.token.reveal() }) }),
  })
}

/** Which services a CI system builds, and how. */
export function ciBuildsOf({ services = [] }: Pick<Config, 'services'>) {
  const builds = new Map(services.flatMap(({ id, ciBuild }) => (ciBuild ? [[id, ciBuild] as const] : [])))
  return (service: ServiceId) => builds.get(service)
}

/** A service whose repository has a token of its own uses that. */
function actionsAccounts(
  usual: NonNullable<CiConfig['ci']['github']>,
  services: NonNullable<CiConfig['services']>,
): Parameters<typeof createActionsRunner>[0] {
  const opened = ({ url, ...server }: typeof usual): ActionsAccount => {
    const { apiUrl } = server
    return { web: url, client: githubClient({ apiUrl, account: githubAccountOf(server) }) }
  }
  const own = new Map(
    services.flatMap(({ id, codeHost }) => (codeHost?.kind === 'github' ? [[id, opened(codeHost)] as const] : [])),
  )
  const otherwise = opened(usual)
  return ({ service }) => (service === undefined ? undefined : own.get(service)) ?? otherwise
}
