import { createInstalledTokenizers } from '../../notation/tokens/installed-tokenizers.ts'
import { TOKEN_MODELS } from '../../notation/tokens/token-counter.ts'
import { publishedDatasets } from './datasets/published.ts'
import { measure } from './measure.ts'
import { botPayloads } from './payloads.ts'
import { measureSpeed } from './speed.ts'
import { summary, tokenTable } from './tables.ts'
import { botTargets, publishedTargets, speedTargets, type Target } from './targets.ts'

const print = (text: string): boolean => process.stdout.write(`${text}\n\n`)
const counter = createInstalledTokenizers()
const targets: Target[] = []

for (const model of TOKEN_MODELS) {
  const bot = await measure(botPayloads(), model, counter)
  print(`${tokenTable(`Payloads of a chat-ops bot, in ${model} tokens`, bot)}\n${summary(bot)}`)
  const published = await measure(publishedDatasets(), model, counter)
  print(`${tokenTable(`Data of the shapes TOON publishes, in ${model} tokens`, published)}\n${summary(published)}`)
  targets.push(...botTargets(model, bot))
  if (model === 'o200k') targets.push(...publishedTargets(published))
}
targets.push(...speedTargets(measureSpeed()))
print(
  targets.map(({ what, reached, measured }) => `${reached ? 'reached' : 'MISSED '}  ${what}: ${measured}`).join('\n'),
)
process.exitCode = targets.every(({ reached }) => reached) ? 0 : 1
