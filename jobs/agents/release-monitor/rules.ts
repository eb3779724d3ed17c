import { MONITOR_VERDICTS, type MonitorAnswer, type MonitorEvidence, type MonitorVerdict } from './evidence.ts'
import type { Finding } from './finding.ts'
import { lookAtErrors } from './look-at-errors.ts'
import { lookAtHealth } from './look-at-health.ts'
import { lookAtLatency } from './look-at-latency.ts'

/** Says whether a release that has just gone out does as well as what was there before. */
export function judgeTraffic(evidence: MonitorEvidence): MonitorAnswer {
  const worstFirst = findingsIn(evidence).toSorted((a, b) => strictness(b.verdict) - strictness(a.verdict))
  return { verdict: worst(worstFirst), reasons: worstFirst.map(({ sentence }) => sentence) }
}

/** Whether something that was seen keeps it from being called healthy, rather than that there was too little to see. */
export function speaksAgainst(evidence: MonitorEvidence): boolean {
  return findingsIn(evidence).some(({ verdict, inconclusive }) => verdict !== 'healthy' && !inconclusive)
}

function findingsIn(evidence: MonitorEvidence): readonly Finding[] {
  const health = lookAtHealth(evidence)
  return [...(health ? [health] : []), lookAtErrors(evidence), ...lookAtLatency(evidence)]
}

function worst([first]: readonly Finding[]): MonitorVerdict {
  return first?.verdict ?? 'watch'
}

function strictness(verdict: MonitorVerdict): number {
  return MONITOR_VERDICTS.indexOf(verdict)
}
