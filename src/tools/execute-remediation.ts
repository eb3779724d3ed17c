import { z } from 'zod'
import { findDrifts, isOfPlace } from '../queries/find-drifts.ts'
import { defineTool, name } from './tool.ts'

const RIGHT = 'drift.fix'

/** Fixes nothing itself: like any change it is a wish, and the person is shown the plan. */
export const executeRemediation = defineTool({
  name: 'execute_remediation',
  description:
    'Proposes to fix a drift: what is running somewhere is not what should be. Nothing is started: the person is shown the plan and decides.',
  effect: 'danger',
  permission: RIGHT,
  input: z.strictObject({ service: name, environment: name.optional() }),
  async run({ service, environment }, scope) {
    const where = { service, ...(environment !== undefined && { environment }) }
    const found = (await findDrifts(scope, where, RIGHT)).filter(isOfPlace)
    const [drift, ...others] = found
    if (!drift) return { kind: 'nothing', sentence: `${service} has no drift that this person may fix.` }
    if (others.length > 0) {
      const where = found.map((one) => one.environment).join(' and ')
      return { kind: 'invalid', problem: `${service} has drifted in ${where}: environment must be given` }
    }
    if (drift.choice?.remediation === undefined) {
      return {
        kind: 'nothing',
        sentence: `${drift.sentence} No fix may be proposed for it; a person has to look.`,
      }
    }
    return { kind: 'wished', change: { intent: RIGHT, slots: { service, environment: drift.environment } } }
  },
})
