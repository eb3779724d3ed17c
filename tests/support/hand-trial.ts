import type { CanaryDecision } from '../../src/domain/release.ts'
import type { Canary, CanaryTrial } from '../../src/ports/delivery.ts'

/** A trial of which a test says the words. */
export interface HandTrial extends CanaryTrial {
  /** The canary that is asked about, once it is. */
  asked(): Promise<Canary>
  say(word: CanaryDecision): void
}

export const PUT_BACK: CanaryDecision = {
  kind: 'put-back',
  reasons: ['8 % of the requests fail.'],
  nextStep: 'Mend it.',
}

/** @param given The word that an earlier attempt was given. */
export function handTrial(percent = 10, given?: CanaryDecision): HandTrial {
  let open = Promise.withResolvers<Canary>()
  let word = Promise.withResolvers<CanaryDecision>()
  return {
    percent,
    ...(given && { given }),
    word(canary, signal) {
      open.resolve(canary)
      if (given) return Promise.resolve(given)
      const aborted = new Promise<CanaryDecision>((resolve) =>
        signal.addEventListener('abort', () => resolve({ kind: 'wait' }), { once: true }),
      )
      return Promise.race([word.promise, aborted])
    },
    asked: () => open.promise,
    say(said) {
      word.resolve(said)
      open = Promise.withResolvers()
      word = Promise.withResolvers()
    },
  }
}
