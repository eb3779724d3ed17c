import type { HandClock } from '../../../adapters/rehearsal/hand-clock.ts'
import type { RehearsalDelivery } from '../../../adapters/rehearsal/rehearsal-delivery.ts'
import type { Delivery } from '../../../src/ports/delivery.ts'
import type { DeployOrder } from '../../../src/ports/deployer.ts'
import type { Chance } from '../chance.ts'
import type { Tally } from '../tally.ts'

/** Told of what the work does outside. */
export interface DeliveryWitness {
  /** A deployment is asked for that nobody has cancelled. */
  ordered(order: DeployOrder): void
  /** Users reach another release from now on. */
  switched(order: DeployOrder): void
}

/** A delivery that takes its time, fails now and then, and has a witness. */
export interface ObservedDelivery {
  readonly delivery: Delivery
  /** No faults from now on. */
  calm(): void
}

export function observeDelivery(
  inner: RehearsalDelivery,
  witness: DeliveryWitness,
  clock: HandClock,
  chance: Chance,
  tally: Tally,
): ObservedDelivery {
  let isCalm = false
  const takesTime = (signal?: AbortSignal): Promise<void> => {
    if (chance.happens(0.4)) return Promise.resolve()
    const { promise, resolve } = Promise.withResolvers<void>()
    clock.at(new Date(clock.now().getTime() + 1_000 * chance.between(1, 40)), resolve)
    signal?.addEventListener('abort', () => resolve(), { once: true })
    return promise
  }
  const maybeFail = (): void => {
    if (isCalm || !chance.happens(0.1)) return
    tally.add('connections of workers lost')
    throw new Error('the connection was lost')
  }
  const delivery: Delivery = {
    ...inner,
    async build(order, signal) {
      await takesTime(signal)
      maybeFail()
      return inner.build(order, signal)
    },
    async deploy(order, report, signal, trial) {
      if (!signal.aborted) witness.ordered(order)
      /** What has served before needs no switch. */
      let isNew = false
      const outcome = await inner.deploy(
        order,
        async (phase) => {
          if (phase === 'switched' && isNew) witness.switched(order)
          if (phase === 'healthy' || phase === 'canary') isNew = true
          await report(phase)
          if (phase === 'starting' || phase === 'switched') {
            await takesTime(signal)
            maybeFail()
          }
        },
        signal,
        trial,
      )
      maybeFail()
      return outcome
    },
  }
  return {
    delivery,
    calm() {
      isCalm = true
    },
  }
}
