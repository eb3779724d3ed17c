import type { Texts } from '../../texts/texts.ts'
import type { AskedAbout } from './fact.ts'

/** That nothing was deployed where, or as what, the question is about, as far as its person may see. */
export function noneDeployed(
  { service, environment, version }: AskedAbout,
  isOnlyService: boolean,
  { facts: { deployment } }: Texts,
): string {
  const to = environment === undefined ? '' : deployment.toEnvironment({ environment })
  if (version !== undefined) return deployment.noneOfVersion({ version, to })
  const of = service === undefined || isOnlyService ? '' : deployment.ofService({ service })
  return deployment.none({ of, to })
}
