import type { Act } from './act.ts'
import { answerChange } from './answer-change.ts'
import { ask } from './ask.ts'
import {
  burnFuse,
  changeRoles,
  databaseAway,
  databaseLosesAnswers,
  killProcess,
  platformFails,
  pushToBranch,
  startProcess,
} from './befall.ts'
import { jump, pass } from './pass.ts'
import { pressButton } from './press-button.ts'

const ACTS = {
  ask,
  pressButton,
  answerChange,
  changeRoles,
  pushToBranch,
  databaseAway,
  databaseLosesAnswers,
  platformFails,
  killProcess,
  burnFuse,
  startProcess,
  again: (_, mailbox) => mailbox.sendAgain(),
  redeliver: (_, mailbox) => mailbox.sendUnacknowledged(),
  pass: (world) => pass(world, 1_000 * world.chance.between(1, 8)),
  jump(world) {
    world.tally.add('clock jumps')
    return jump(world, 60_000 * world.chance.oneOf([1, 5, 11, 31, 120, 480]))
  },
} as const satisfies Readonly<Record<string, Act>>

const WEIGHTS: Readonly<Record<keyof typeof ACTS, number>> = {
  ask: 26,
  pressButton: 34,
  answerChange: 16,
  changeRoles: 4,
  pushToBranch: 2,
  databaseAway: 3,
  databaseLosesAnswers: 2,
  platformFails: 3,
  killProcess: 3,
  burnFuse: 7,
  startProcess: 9,
  again: 4,
  redeliver: 6,
  pass: 14,
  jump: 6,
}

/** The next thing that happens. */
export const randomAct: Act = (world, mailbox) => {
  const { chance, processes } = world
  if (processes().length === 0 && chance.happens(0.4)) return startProcess(world, mailbox)
  return ACTS[chance.weighted(WEIGHTS)](world, mailbox)
}
