import type { Understanding } from '../src/domain/understanding.ts'
import type { DoubtfulName } from './entities/entity.ts'

/** Names that are nearly known, which are offered, and those that nothing resembles. */
export function toldApart(doubts: readonly DoubtfulName[]): Pick<Understanding, 'nearMisses' | 'unknownNames'> {
  const near = doubts.filter(({ candidates }) => candidates.length > 0)
  const unknown = doubts.filter(({ candidates }) => candidates.length === 0)
  return {
    nearMisses: near.map(({ slot, typed, candidates }) => ({ slot, typed, candidates })),
    unknownNames: unknown.map(({ slot, typed }) => ({ slot, typed })),
  }
}
