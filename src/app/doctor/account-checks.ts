import type { Config } from '../../../config/config.ts'
import type { Probes } from './probes.ts'
import type { Verdict } from './report.ts'

type Running = readonly [name: string, verdict: Promise<Verdict>]

/** Each account of a code host or a CI system; a service whose repository has a token of its own is asked for with that. */
export function accountChecks({ ci, services = [] }: Config, probes: Probes): readonly Running[] {
  const { github, gitlab, jenkins } = ci
  const runsOnGithub = services.some(isRunByGithub)
  const runsOnGitlab = services.some(({ ciBuild }) => ciBuild?.job.system === 'gitlab-pipeline')
  return [
    ...(github?.account ? [['GitHub', probes.github(github, runsOnGithub)] as const] : []),
    ...(gitlab?.token ? [['GitLab', probes.gitlab(gitlab, runsOnGitlab)] as const] : []),
    ...(jenkins ? [['Jenkins', probes.jenkins(jenkins)] as const] : []),
    ...services.flatMap((service): readonly Running[] => {
      const { id, codeHost: host } = service
      if (host?.kind === 'gitlab')
        return host.token === undefined || host.token === gitlab?.token
          ? []
          : [[`GitLab of ${id}`, probes.gitlab(host, false)]]
      const usual = github?.account?.kind === 'token' ? github.account.token : undefined
      return host?.account?.kind !== 'token' || host.account.token === usual
        ? []
        : [[`GitHub of ${id}`, probes.github(host, isRunByGithub(service))]]
    }),
  ]
}

type Service = NonNullable<Config['services']>[number]

const isRunByGithub = ({ ciBuild, environments }: Service): boolean =>
  ciBuild?.job.system === 'github-actions' ||
  Object.values(environments).some(({ target }) => target.kind === 'github-actions')
