import { AT_TERMINAL, type Move, PEOPLE, PLACES } from './move.ts'

/** Makes a dialogue as short and as plain as it can be while it still breaks the rule. */
export async function shrinkDialogue(
  moves: readonly Move[],
  breaks: (moves: readonly Move[]) => Promise<boolean>,
): Promise<readonly Move[]> {
  let least = moves
  for (let isSmaller = true; isSmaller; ) {
    isSmaller = false
    for (const smaller of smallerThan(least)) {
      if (!(await breaks(smaller))) continue
      least = smaller
      isSmaller = true
      break
    }
  }
  return least
}

function* smallerThan(moves: readonly Move[]): Generator<readonly Move[]> {
  for (const [index] of moves.entries()) yield moves.toSpliced(index, 1)
  for (const [index, move] of moves.entries()) {
    for (const plainer of plainerThan(move)) yield moves.with(index, plainer)
  }
}

function plainerThan(move: Move): readonly Move[] {
  const plainer: Move[] = []
  if ('delivered' in move && move.delivered !== 'once') plainer.push({ ...move, delivered: 'once' })
  if ('by' in move && move.by !== PEOPLE[0] && move.by !== AT_TERMINAL) plainer.push({ ...move, by: PEOPLE[0] })
  if ('where' in move && move.where !== PLACES[0] && move.by !== AT_TERMINAL)
    plainer.push({ ...move, where: PLACES[0] })
  if ('mentions' in move && !move.mentions) plainer.push({ ...move, mentions: true })
  if ('back' in move && move.back > 0) plainer.push({ ...move, back: 0 })
  return plainer
}
