import type { AskedAbout } from './fact.ts'

/** That nothing was deployed where, or as what, the question is about, as far as its person may see. */
export function noneDeployed({ service, environment, version }: AskedAbout, isOnlyService: boolean): string {
  const where = environment === undefined ? '' : ` to ${environment}`
  if (version !== undefined) return `I found no deployment of ${version}${where} among the tasks that you may see.`
  const of = service === undefined || isOnlyService ? '' : ` of ${service}`
  return `Nothing${of} was deployed${where} yet, as far as you may see.`
}

export const NO_ROLLBACK = 'I found no such rollback among the tasks that you may see.'
