import { z } from 'zod'
import { changeDeployment, findDeployment } from './change-deployment.ts'
import { mergePatch, revertedFields } from './field-changes.ts'
import { handChanges } from './hand-changes.ts'
import { KubernetesError } from './problem.ts'
import { readAs } from './shapes.ts'
import { namedOf, type Undertaking } from './undertaking.ts'
import { untilUncontested } from './until-uncontested.ts'

const wholeSchema = z.object({
  metadata: z.object({ generation: z.int().default(0) }),
  spec: z.looseObject({}),
})

/**
 * Takes back what somebody has changed by hand, where the release that is there is deployed once more: that is how a drift is
 * fixed. A new release leaves such fields as they are.
 */
export async function restoreFields(undertaking: Undertaking): Promise<void> {
  const { api, place, order } = undertaking
  await untilUncontested(async () => {
    const { marks } = await findDeployment(undertaking)
    const there = marks.placed?.of
    if (there?.sha !== order.release.sha || marks.settled !== there.task) return
    const whole = await api.call({ verb: 'get', resource: 'deployments', ...namedOf(undertaking) })
    const changes = await handChanges(api, place, whole)
    if (changes.length === 0) return
    const { metadata, spec } = readAs(wholeSchema, whole, api.cluster)
    const { spec: restored } = revertedFields({ spec }, changes) as { readonly spec: object }
    let isOutdated = false
    await changeDeployment(undertaking, ({ deployment }) => {
      isOutdated = deployment.metadata.generation !== metadata.generation
      return isOutdated ? undefined : { patch: 'merge', spec: mergePatch(spec, restored) as object }
    })
    if (isOutdated) throw new KubernetesError({ kind: 'conflict' })
  })
}
