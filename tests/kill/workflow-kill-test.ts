import { parseArgs } from 'node:util'
import { openEmbeddedRehearsals } from '../support/embedded-rehearsals.ts'
import { PLANTS, playWorkflow } from './workflow-kills.ts'

/**
 * `npm run kill-test:workflows`: a workflow is played again and again, each time with a kill at the next point.
 * `-- --plant doubled-step`: with a fault that it must find; it ends with 1 then.
 */

const { values } = parseArgs({ options: { plant: { type: 'string' } } })
const plant = PLANTS.find((one) => one === values.plant)
if (values.plant !== undefined && !plant)
  throw new Error(`there is no plant ${values.plant}, only ${PLANTS.join(', ')}`)

const database = await openEmbeddedRehearsals()
const score = { points: 0, lost: 0, doubled: 0 }
const FEWEST_POINTS = 80

for (let at = 1; ; at++) {
  const { killedAt, lost, doubled } = await playWorkflow(await database.newStore(), at, plant)
  if (killedAt === undefined) break
  score.points += 1
  if (lost.length > 0) score.lost += 1
  if (doubled.length > 0) score.doubled += 1
  const faults = [...lost.map((what) => `lost: ${what}`), ...doubled.map((what) => `doubled: ${what}`)]
  process.stdout.write(
    `${faults.length === 0 ? '✓' : '✗'} ${at}, killed ${killedAt}${faults.map((one) => `\n    ${one}`)}\n`,
  )
}
await database.close()
process.stdout.write(`${score.points} kill points, ${score.lost} lost, ${score.doubled} doubled\n`)
process.exit(score.points >= FEWEST_POINTS && score.lost === 0 && score.doubled === 0 ? 0 : 1)
