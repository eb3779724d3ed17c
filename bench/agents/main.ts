import { parseArgs } from 'node:util'
import { judgeTraffic } from '../../jobs/agents/release-monitor/rules.ts'
import { tryCanaries } from './canaries.ts'
import { CASE_SETS, type CaseSet, casesOf } from './cases.ts'
import { byRules } from './decide.ts'
import { evaluate, scoreOf } from './evaluate.ts'
import { logSpeed } from './log-speed.ts'
import { canaryReport, caseReport } from './report.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '20261125' }, times: { type: 'string', default: '300' } },
})
const seed = Number(values.seed)
const times = Number(values.times)

const TITLES: Readonly<Record<CaseSet, string>> = {
  first: 'rules, the cases written before them',
  later: 'rules, the cases written last of all',
  real: 'rules, logs of tools that were made to fail',
}

for (const set of CASE_SETS) {
  const marked = await evaluate(casesOf(set), byRules)
  say(`${caseReport(TITLES[set], marked)}\n`)
  if (scoreOf(marked).unsafe > 0) process.exitCode = 1
}
say(
  canaryReport(
    tryCanaries((evidence) => judgeTraffic(evidence).verdict, { seed, times }),
    seed,
  ),
)
say(`\n${logSpeed()}`)

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
