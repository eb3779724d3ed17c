import type { LanguageModel } from '../ports/language-model.ts'

/** A model that says how many questions it is thinking about at this moment. */
export interface CountedModel extends LanguageModel {
  readonly waiting: number
}

export function countedModel(model: LanguageModel): CountedModel {
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
