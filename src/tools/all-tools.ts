import { checkHealth } from './check-health.ts'
import { checkStatus } from './check-status.ts'
import { executeRemediation } from './execute-remediation.ts'
import { listChanges } from './list-changes.ts'
import { listTasks } from './list-tasks.ts'
import { queryDeployments } from './query-deployments.ts'
import { queryMetrics } from './query-metrics.ts'
import { readDiff } from './read-diff.ts'
import { readLogs } from './read-logs.ts'
import { submitChange } from './submit-change.ts'
import type { Tool } from './tool.ts'

/** Everything a model may ask for. What is not here does not exist for it. */
export const ALL_TOOLS: readonly Tool[] = [
  queryDeployments,
  checkHealth,
  checkStatus,
  readLogs,
  readDiff,
  queryMetrics,
  listChanges,
  listTasks,
  submitChange,
  executeRemediation,
]
