import type { Config } from '../../../../config/config.ts'
import { suggest } from '../../../../config/near.ts'
import type { Path } from '../../../../config/source.ts'
import { BUILT_IN_ROLES } from '../../../access/policy.ts'
import { settingsFrom } from '../../wiring/configured.ts'
import type { Transcript } from './transcript.ts'

export interface NameProblem {
  readonly path: Path
  readonly problem: string
  readonly remedy: string
}

interface Mention {
  readonly path: Path
  readonly name: string
}

/** Names in a transcript that nothing is called by: a slip there would make an expectation true for the wrong reason. */
export function nameProblems(transcript: Transcript, config: Config): readonly NameProblem[] {
  const services = settingsFrom(config).services
  const places = services.flatMap(({ id, environments }) => environments.map((environment) => `${id}/${environment}`))
  const roles = [...BUILT_IN_ROLES, ...config.access.roles].map(({ name }) => name)
  return [
    ...unknown('person', peopleIn(transcript), Object.keys(transcript.people)),
    ...unknown('role', rolesIn(transcript), roles),
    ...unknown(
      'service',
      servicesIn(transcript),
      services.map(({ id }) => id),
    ),
    ...unknown('service and environment', placesIn(transcript), places),
  ]
}

function unknown(what: string, mentions: readonly Mention[], known: readonly string[]): readonly NameProblem[] {
  return mentions
    .filter(({ name }) => !known.includes(name))
    .map(({ path, name }) => ({ path, problem: `there is no ${what} '${name}'`, remedy: suggest(name, known) }))
}

function peopleIn({ steps }: Transcript): readonly Mention[] {
  return steps.flatMap((step, index) => {
    const at = (...path: Path): Path => ['steps', index, ...path]
    return [
      ...mention(at('says', 'by'), step.says?.by),
      ...mention(at('presses', 'by'), step.presses?.by),
      ...mention(at('rewrites', 'by'), step.rewrites?.by),
      ...mention(at('deletes', 'by'), step.deletes?.by),
      ...mention(at('fills', 'by'), step.fills?.by),
      ...mention(at('revokes', 'person'), step.revokes?.person),
      ...(step.tells ?? []).flatMap((tell, number) => mention(at('tells', number, 'to'), tell.to)),
    ]
  })
}

function rolesIn({ people, steps }: Transcript): readonly Mention[] {
  const given = Object.entries(people).flatMap(([name, { roles }]) =>
    roles.map((role) => ({ path: ['people', name], name: role })),
  )
  const taken = steps.flatMap(({ revokes }, index) =>
    (revokes?.roles ?? []).map((name) => ({ path: ['steps', index, 'revokes', 'roles'], name })),
  )
  return [...given, ...taken]
}

function servicesIn({ repositories, codeHosts, steps }: Transcript): readonly Mention[] {
  const hosted = Object.keys(codeHosts).map((name) => ({ path: ['codeHosts', name], name }))
  const turned = steps.flatMap(({ codeHost }, at) => mention(['steps', at, 'codeHost', 'service'], codeHost?.service))
  const described = Object.keys(repositories).map((name) => ({ path: ['repositories', name], name }))
  const moved = steps.flatMap(({ moves }, index) => mention(['steps', index, 'moves', 'service'], moves?.service))
  return [...hosted, ...described, ...moved, ...turned]
}

function placesIn({ live, steps }: Transcript): readonly Mention[] {
  const before = Object.entries(live).flatMap(([service, environments]) =>
    Object.keys(environments).map((environment) => ({
      path: ['live', service, environment],
      name: `${service}/${environment}`,
    })),
  )
  const expected = steps.flatMap(({ deployed }, index) =>
    Object.keys(deployed ?? {}).map((name) => ({ path: ['steps', index, 'deployed', name], name })),
  )
  return [...before, ...expected]
}

function mention(path: Path, name: string | undefined): readonly Mention[] {
  return name === undefined ? [] : [{ path, name }]
}
