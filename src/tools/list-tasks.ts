import { z } from 'zod'
import { findRuns } from '../queries/find-runs.ts'
import { ofRun } from './evidence.ts'
import { runFacts } from './query-deployments.ts'
import { defineTool } from './tool.ts'

const RIGHT = 'task.list'
const MOST_TASKS = 20

export const listTasks = defineTool({
  name: 'list_tasks',
  description: 'Tasks that are not over: queued or running.',
  effect: 'read',
  permission: RIGHT,
  input: z.strictObject({}),
  async run(_, scope) {
    const found = (await findRuns(scope, { state: 'active' }, RIGHT)).slice(0, MOST_TASKS)
    if (found.length === 0)
      return { kind: 'nothing', sentence: 'No task that this person may see is queued or running.' }
    return { kind: 'found', facts: { tasks: found.map(runFacts) }, evidence: found.map(ofRun) }
  },
})
