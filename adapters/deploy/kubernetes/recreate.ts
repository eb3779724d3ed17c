import type { PlaceOrder } from '../../../src/ports/place-order.ts'
import { changeDeployment } from './change-deployment.ts'
import { strategyBefore, strategyMark } from './marks.ts'
import type { Deployment } from './shapes.ts'
import type { Undertaking } from './undertaking.ts'

/** Has the cluster stop all old pods before it starts a new one, until {@link replaceAsBefore}. */
export async function replaceAllAtOnce(undertaking: Undertaking): Promise<void> {
  await changeDeployment(undertaking, ({ deployment }) => {
    const { strategy } = deployment.spec
    if (strategy.type === 'Recreate') return undefined
    return {
      patch: 'merge',
      annotations: strategyMark(strategy),
      spec: { strategy: { type: 'Recreate', rollingUpdate: null } },
    }
  })
}

/**
 * Only once no two releases run beside each other.
 * @param marksFor What is noted with it, even where there is nothing to restore.
 */
export async function replaceAsBefore(
  undertaking: Undertaking<PlaceOrder>,
  marksFor: (deployment: Deployment) => Readonly<Record<string, string | null>> = () => ({}),
): Promise<void> {
  await changeDeployment(undertaking, ({ deployment }) => {
    const marks = marksFor(deployment)
    const before = strategyBefore(deployment)
    if (before) return { patch: 'merge', annotations: { ...marks, ...strategyMark(null) }, spec: { strategy: before } }
    return Object.keys(marks).length === 0 ? undefined : { patch: 'merge', annotations: marks }
  })
}
