import type { AsyncLocalStorage } from 'node:async_hooks'
import { type Context, type ContextManager, ROOT_CONTEXT } from '@opentelemetry/api'

/** Keeps which span runs now in storage of ours, so that channels of libraries can set it too. */
export function contextManagerOn(storage: AsyncLocalStorage<Context>): ContextManager {
  const manager: ContextManager = {
    active: () => storage.getStore() ?? ROOT_CONTEXT,
    with: (context, work, thisArg, ...given) => storage.run(context, () => work.apply(thisArg as never, given)),
    bind<Target>(context: Context, target: Target): Target {
      if (typeof target !== 'function') return target
      return ((...given: readonly unknown[]) => storage.run(context, () => target(...given))) as Target
    },
    enable: () => manager,
    disable: () => manager,
  }
  return manager
}
