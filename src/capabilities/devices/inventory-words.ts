import { type InventoryProblem, InventoryUnavailableError } from '../../ports/inventory.ts'
import type { Texts } from '../../texts/texts.ts'

/** Why devices cannot be told of now, as a sentence. @throws what is no fault of the inventory. */
export function inventoryTrouble(error: unknown, { devices }: Texts): string {
  if (!(error instanceof InventoryUnavailableError)) throw error
  return `${sentenceOf(error.problem, devices.inventory)} ${devices.nothingLost}`
}

function sentenceOf(problem: InventoryProblem, words: Texts['devices']['inventory']): string {
  switch (problem.kind) {
    case 'silent':
      return words.silent(problem)
    case 'unreachable':
      return words.unreachable(problem)
    case 'refused':
      return words.refused(problem)
    case 'too-large':
      return words['too-large'](problem)
    case 'too-many':
      return words['too-many'](problem)
    case 'rubbish':
      return words.rubbish(problem)
  }
}
