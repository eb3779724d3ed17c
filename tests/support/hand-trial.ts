import type { Canary, CanaryTrial, TrialWord } from '../../src/ports/deployer.ts'

/** A trial of which a test says the word. */
export interface HandTrial extends CanaryTrial {
  /** The canary that is asked about, once it is. */
  asked(): Promise<Canary>
  say(word: TrialWord): void
}

export const PUT_BACK = {
  kind: 'abort',
  reasons: ['8 % of the requests fail.'],
  nextStep: 'Fix it.',
} as const

export const WAIT = { kind: 'wait', until: '2026-03-02T09:01:00.000Z' } as const

/** How an order ends whose trial says to wait. */
export const PAUSED = { kind: 'paused', until: WAIT.until }

/** @param given The word that an earlier attempt was given. */
export function handTrial(percent = 10, given?: CanaryTrial['given']): HandTrial {
  const open = Promise.withResolvers<Canary>()
  const word = Promise.withResolvers<TrialWord>()
  if (given) word.resolve(given)
  return {
    percent,
    ...(given && { given }),
    word(canary) {
      open.resolve(canary)
      return word.promise
    },
    asked: () => open.promise,
    say: word.resolve,
  }
}

/** A trial that has its word ready. */
export function saying(word: TrialWord, percent = 10): HandTrial {
  const trial = handTrial(percent)
  trial.say(word)
  return trial
}
