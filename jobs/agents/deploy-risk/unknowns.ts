import type { DeployEvidence } from './evidence.ts'
import { localTime } from './local-time.ts'

/** What nobody could say, as one sentence; undefined when all is known. */
export function unknownsSentence(evidence: DeployEvidence): string | undefined {
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
