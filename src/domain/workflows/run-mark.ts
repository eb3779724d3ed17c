import { createHash } from 'node:crypto'
import type { Run } from '../run.ts'

/**
 * Names a run where others keep what it did: numbers of tasks start from 1 in a new database. Buttons are made of the key
 * itself, which nobody else learns.
 */
export function runMark({ task, plan }: Pick<Run, 'task' | 'plan'>): string {
  if (plan.kind !== 'workflow') return task
  return `${task}-${createHash('sha256').update(plan.key).digest('hex').slice(0, 16)}`
}
