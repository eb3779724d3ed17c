import type { LanguageModel } from '../ports/language-model.ts'

/** A model that says how many wait for it at this moment. */
export interface CountedModel extends LanguageModel {
  readonly waiting: number
}

export function countWaiting(model: LanguageModel): CountedModel {
  let waiting = 0
  return {
    ...model,
    get waiting() {
      return waiting
    },
    async complete(request) {
      waiting++
      try {
        return await model.complete(request)
      } finally {
        waiting--
      }
    },
  }
}
