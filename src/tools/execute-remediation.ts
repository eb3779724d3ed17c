import { z } from 'zod'
import { findDrifts } from '../queries/find-drifts.ts'
import { defineTool, name } from './tool.ts'

const RIGHT = 'drift.fix'

/** Mends nothing itself: like any change it is a wish, and the person is shown the plan. */
export const executeRemediation = defineTool({
  name: 'execute_remediation',
  description:
    'Proposes to mend a drift: what serves at a place is not what should. Nothing is started: the person is shown the plan and decides.',
  effect: 'danger',
  permission: RIGHT,
  input: z.strictObject({ service: name, environment: name.optional() }),
  async run({ service, environment }, scope) {
    const found = await findDrifts(scope, { service, ...(environment !== undefined && { environment }) }, RIGHT)
    const [drift, ...others] = found
    if (!drift) return { kind: 'nothing', sentence: `Nothing that this person may mend has drifted of ${service}.` }
    if (others.length > 0) {
      const where = found.map((one) => one.environment).join(' and ')
      return { kind: 'invalid', problem: `${service} has drifted in ${where}: environment must be given` }
    }
    if (drift.choice?.remediation === undefined) {
      return {
        kind: 'nothing',
        sentence: `${drift.sentence} Nothing that may be done here mends it; a person has to look.`,
      }
    }
    return { kind: 'wished', change: { intent: RIGHT, slots: { service, environment: drift.environment } } }
  },
})
