import type { Ground, RiskVerdict } from '../../../src/domain/risk.ts'
import type { DeployEvidence, DeployRisk } from './evidence.ts'
import { localTime } from './local-time.ts'
import { type Risk, risks } from './risks.ts'

/** How much is needed for more care, counted in light risks; a heavy one counts for two. */
const CANARY = 2
const HOLD = 6
/** Without a canary everybody gets the new release at once. */
const HOLD_WITHOUT_CANARY = 4

/** Says how a deployment should go out now: at once, through a canary, or not before somebody has looked. */
export function judgeRisk(evidence: DeployEvidence): DeployRisk {
  const exempt = exemption(evidence)
  if (exempt.length > 0) return { verdict: 'go', reasons: exempt }
  const found = risks(evidence)
  const verdict = verdictOn(found, evidence)
  const reasons = [
    ...byWeight(found).map(({ sentence }) => sentence),
    noCanary(found, evidence),
    unknownsSentence(evidence),
  ].filter((sentence) => sentence !== undefined)
  return { verdict, reasons: found.length === 0 ? [NOTHING_AGAINST, ...reasons] : reasons }
}

/** What the rules hold against a deployment, the heaviest first; what is merely not known is no ground. */
export function groundsAgainst(evidence: DeployEvidence): readonly Ground[] {
  if (exemption(evidence).length > 0) return []
  return byWeight(risks(evidence)).flatMap(({ ground, sentence }) => (ground ? [{ id: ground, sentence }] : []))
}

/** Whether a deployment was weighed and nothing was found to speak against it. */
export function isClear(evidence: DeployEvidence): boolean {
  return exemption(evidence).length === 0 && risks(evidence).length === 0
}

function byWeight(found: readonly Risk[]): readonly Risk[] {
  return found.toSorted((a, b) => points(b) - points(a))
}

const NOTHING_AGAINST = 'Nothing risky was found.'

/** Why a deployment is not weighed at all: held back, it would leave people worse off, or nobody depends on it. */
function exemption(evidence: DeployEvidence): readonly string[] {
  const { isRollback, firstDeploy, trial, service, environment, migrationsTouched = [] } = evidence
  if (isRollback) {
    const [migration] = migrationsTouched
    const migrated = `It does not undo the migration of the release it leaves (${migration}); check that the earlier release still works with that database.`
    return [
      'A rollback restores a release that worked before, so it is not held.',
      ...(migration === undefined ? [] : [migrated]),
    ]
  }
  if (trial) return [`${environment} is for trying things out.`]
  if (firstDeploy)
    return [`It is the first deployment of ${service} to ${environment}, so nobody depends on it there yet.`]
  return []
}

function verdictOn(found: readonly Risk[], evidence: DeployEvidence): RiskVerdict {
  const sum = found.reduce((total, risk) => total + points(risk), 0)
  if (sum >= (throughCanary(evidence) ? HOLD : HOLD_WITHOUT_CANARY)) return 'hold'
  return evidence.canaryPossible && sum >= CANARY ? 'go-with-canary' : 'go'
}

function points({ weight }: Risk): number {
  switch (weight) {
    case 'stop':
      return HOLD
    case 'heavy':
      return 2
    case 'light':
      return 1
  }
}

/** Only what really goes out through a canary may be weighed as such; that one is possible makes nothing safer. */
function throughCanary({ canaryPossible, strategy = 'canary' }: DeployEvidence): boolean {
  return canaryPossible && strategy === 'canary'
}

function noCanary(found: readonly Risk[], evidence: DeployEvidence): string | undefined {
  if (throughCanary(evidence) || found.length === 0) return undefined
  const { canaryPossible, environment, strategy } = evidence
  if (canaryPossible) return `With ${strategy} everybody gets it at once; a canary is possible in ${environment}.`
  return `No canary is possible in ${environment}, so everybody would get it at once.`
}

/** What nobody could say, as one sentence; undefined when all is known. */
function unknownsSentence(evidence: DeployEvidence): string | undefined {
  const missing = [
    evidence.linesChanged === undefined && evidence.filesChanged === undefined && 'which files it changes',
    evidence.migrationsTouched === undefined && 'whether it migrates a database',
    evidence.errorBudgetUnknown && evidence.errorBudgetLeft === undefined && 'how much of the error budget is left',
    evidence.recentFailures === undefined && evidence.lastDeployFailed === undefined && 'how earlier deployments ended',
    evidence.otherDeploysRunning === undefined && 'what else is being deployed',
    !localTime(evidence.at, evidence.timeZone).isTheirs && 'what time it is for the team',
  ].filter((text) => typeof text === 'string')
  return missing.length === 0 ? undefined : `I do not know ${missing.join(', ')}.`
}
