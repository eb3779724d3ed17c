import { playAll } from './play-all.ts'
import { drawTable } from './table.ts'

const [part] = process.argv.slice(2)
const startedAt = performance.now()
const results = await playAll(part)
const failed = results.filter(({ endings }) => Object.values(endings).some(({ kind }) => kind === 'failed'))
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
process.stdout.write(
  `${drawTable(results)}\n\n${seconds} s\n${results.length - failed.length} scenarios passed, ${failed.length} failed\n`,
)
// A bot that has failed may have left something open.
process.exit(failed.length > 0 ? 1 : 0)
