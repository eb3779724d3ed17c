import { type CanaryScore, canaryScore, EFFECTS, type EffectName, isEnough, share, type Trials } from './canaries.ts'
import { AGENTS } from './decide.ts'
import { type Marked, type Score, scoreOf } from './evaluate.ts'

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`

/** How one set of cases was decided: agent by agent, then what was wrong. */
export function caseReport(title: string, marked: readonly Marked[]): string {
  const hard = marked.filter((one) => one.case.hard)
  const judged = AGENTS.filter((agent) => marked.some((one) => one.case.agent === agent))
  return [
    `== ${title}`,
    ...judged.map((agent) => scoreLine(agent, scoreOf(marked, agent))),
    ...(hard.length === 0 ? [] : [scoreLine('hard ones', scoreOf(hard))]),
    scoreLine('all', scoreOf(marked)),
    ...marked.filter(({ wrong }) => wrong.length > 0).map(errorLine),
  ].join('\n')
}

function scoreLine(name: string, { right, of, unsafe }: Score): string {
  return `${name.padEnd(10)} ${`${right} of ${of}`.padStart(10)}  ${percent(right / of).padStart(8)}   unsafe: ${unsafe}`
}

function errorLine({ case: { agent, name }, wrong, unsafe }: Marked): string {
  return `  ${unsafe ? 'UNSAFE' : 'wrong'}: ${agent}, ${name}: ${wrong.join('; ')}`
}

/** Verdicts on made-up traffic by volume, over all error rates. */
export function canaryReport(trials: readonly Trials[], seed: number): string {
  const volumes = [...new Set(trials.map(({ requests }) => requests))]
  const names = Object.keys(EFFECTS) as readonly EffectName[]
  return [
    `== canaries, seed ${seed}: rolled back / watched / called healthy`,
    ['requests'.padStart(9), ...names.map((name) => name.padStart(26))].join(''),
    ...volumes.map((volume) => {
      const cells = names.map((effect) => trials.filter((one) => one.requests === volume && one.effect === effect))
      return [volume.toLocaleString('en').padStart(9), ...cells.map((cell) => verdicts(cell).padStart(26))].join('')
    }),
    ...scoreLines(canaryScore(trials)),
    ...worst(trials),
  ].join('\n')
}

function verdicts(trials: readonly Trials[]): string {
  return (['roll-back', 'watch', 'healthy'] as const).map((verdict) => percent(share(trials, [verdict]))).join(' ')
}

function scoreLines({ falseAlarms, misses, calledHealthy, watched }: CanaryScore): readonly string[] {
  return [
    `false alarms: ${percent(falseAlarms)} of the good ones`,
    `misses: ${percent(misses)} of the bad ones with enough traffic`,
    `bad ones called healthy, whatever the traffic: ${percent(calledHealthy)}`,
    `bad ones with too little traffic that are watched, which counts as no miss: ${percent(watched)}`,
  ]
}

/** The mean may hide one volume and error rate that is worse than the rest. */
function worst(trials: readonly Trials[]): readonly string[] {
  const good = trials.filter(({ effect }) => effect === 'nothing')
  const clear = trials.filter((one) => one.effect !== 'nothing' && isEnough(one))
  return [
    `most false alarms: ${worstOf(good, (one) => share([one], ['roll-back']))}`,
    `most misses: ${worstOf(clear, (one) => share([one], ['watch', 'healthy']))}`,
  ]
}

function worstOf(trials: readonly Trials[], rate: (one: Trials) => number): string {
  const [first] = trials.toSorted((a, b) => rate(b) - rate(a))
  if (first === undefined) return 'none'
  const { requests, errorRate, effect } = first
  return `${percent(rate(first))}, with ${effect} at ${requests.toLocaleString('en')} requests and ${percent(errorRate)} errors`
}
