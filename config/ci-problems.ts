import { isOnGithub } from './code-host-from.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'
import type { Path } from './source.ts'
import { unknownSecret } from './targets/unknown-secrets.ts'

/** What a CI system builds is not on this machine, and a build needs to be where the code is. */
export function ciBuildProblems(outline: Outline): readonly PathProblem[] {
  const { services = [] } = outline
  return services.flatMap(({ id, build, target, environments: places, codeHost, repository }, index) => {
    if (!build) return []
    const path: Path = ['services', index, 'build', 'kind']
    const needsFiles = Object.entries(places).find(
      ([, place]) => (place.target?.kind ?? target?.kind ?? 'local') === 'local',
    )?.[0]
    const isOnGithubHere = isOnGithub(codeHost?.kind, repository, outline)
    const isElsewhere =
      build.kind === 'github-actions' ? !isOnGithubHere : build.kind === 'gitlab-pipeline' && isOnGithubHere
    return [
      ...(needsFiles !== undefined ? [needsBuildHere(path, id, needsFiles)] : []),
      ...(isElsewhere ? [notThere(path, build.kind, repository)] : []),
      ...(build.kind === 'jenkins' && outline.jenkins === undefined ? [noJenkins(path)] : []),
    ]
  })
}

function needsBuildHere(path: Path, service: string, environment: string): PathProblem {
  const problem = `${service} runs on this machine in ${environment}, so it must be built on it`
  return { path, problem, remedy: 'Write build as a command, or choose another target there.' }
}

function notThere(path: Path, kind: string, repository: string): PathProblem {
  const [host, name, what] =
    kind === 'github-actions' ? ['github', 'GitHub', 'workflow'] : ['gitlab', 'GitLab', 'pipeline']
  const remedy = `Add codeHost: { kind: ${host}, repository: owner/name } to the service, or choose another kind.`
  return { path, problem: `${withoutUser(repository)} is not on ${name}, so it has no ${what} there`, remedy }
}

/** A name or a token may stand in a URL. */
const withoutUser = (repository: string): string => repository.replace(/\/\/[^/]*@/, '//')

function noJenkins(path: Path): PathProblem {
  return { path, problem: 'there is no account at Jenkins', remedy: 'Add jenkins: { url, user, token }.' }
}

/** The token of Jenkins must be there by its name. */
export function ciAccountProblems(outline: Outline): readonly PathProblem[] {
  const { jenkins } = outline
  return jenkins === undefined || jenkins.token === ''
    ? []
    : unknownSecret(jenkins.token, outline, ['jenkins', 'token'])
}
