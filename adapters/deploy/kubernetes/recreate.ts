import { changeDeployment } from './change-deployment.ts'
import { strategyBefore, strategyMark, tokenMark } from './marks.ts'
import type { Undertaking } from './undertaking.ts'

/** Has the cluster stop all old pods before it starts a new one, until {@link replaceAsBefore}. */
export async function replaceAllAtOnce(undertaking: Undertaking): Promise<void> {
  await changeDeployment(undertaking, ({ deployment }) => {
    const { strategy } = deployment.spec
    if (strategy.type === 'Recreate') return undefined
    return {
      patch: 'merge',
      annotations: { ...tokenMark(undertaking.order.fencingToken), ...strategyMark(strategy) },
      spec: { strategy: { type: 'Recreate', rollingUpdate: null } },
    }
  })
}

/** A release that was taken back leaves it to the next one to do this: two releases must not run beside each other until then. */
export async function replaceAsBefore(undertaking: Undertaking): Promise<void> {
  await changeDeployment(undertaking, ({ deployment }) => {
    const before = strategyBefore(deployment)
    if (!before) return undefined
    return {
      patch: 'merge',
      annotations: { ...tokenMark(undertaking.order.fencingToken), ...strategyMark(null) },
      spec: { strategy: before },
    }
  })
}
