import { casesOf } from './cases.ts'
import { AGENTS, byRules } from './decide.ts'
import { evaluate, scoreOf } from './evaluate.ts'

const marked = await evaluate(casesOf('first'), byRules)
for (const m of marked)
  if (m.wrong.length) console.log(m.case.agent, '|', m.case.name, '|', m.wrong.join(' ; '), m.unsafe ? 'UNSAFE' : '')
for (const a of AGENTS) console.log(a, scoreOf(marked, a))
