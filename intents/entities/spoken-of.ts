import { matchesOf } from '../matches.ts'
import type { EntityFinder } from './entity.ts'

/** A bot that was created or named a moment ago is known by its name, though no catalog has it: "delete pippa". */
export const findBotsSpokenOf: EntityFinder = ({ text, turns, vocabulary }) => {
  const names = new Set(turns.map(({ slots }) => slots.bot).filter((name) => typeof name === 'string'))
  return [...names]
    .filter((name) => /^[\p{L}\p{N}_-]{3,60}$/u.test(name) && !vocabulary.bySqueezed.has(name))
    .flatMap((name) =>
      matchesOf(text, new RegExp(String.raw`(?<![\p{L}\p{N}_-])${name}(?![\p{L}\p{N}_-])`, 'giu')).map(({ index }) => ({
        slot: 'bot',
        value: name,
        start: index,
        end: index + name.length,
      })),
    )
}
