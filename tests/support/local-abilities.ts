import { type Abilities, LACKING } from '../../src/ports/abilities.ts'

/** A place that can do nothing but deploy, in the ways that the machine of the bot has. */
export const LOCAL_ABILITIES: Abilities = {
  runsBy: 'local',
  strategies: ['blue-green', 'recreate', 'canary'],
  restart: LACKING,
  scale: LACKING,
  logs: LACKING,
}
