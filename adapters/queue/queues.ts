import { STEP_KINDS, type StepKind } from '../../src/domain/workflow.ts'
import type { JobQueue } from '../../src/ports/job-queue.ts'
import type { Backing, BullQueue } from './backing.ts'

type Depth = Awaited<ReturnType<JobQueue['depth']>>

/** A queue for each kind of step. */
export interface Queues {
  of(capability: StepKind): BullQueue
  readonly all: readonly BullQueue[]
  depth(): Promise<Depth>
}

/** How BullMQ knows the queue of one kind. */
export function queueName(name: string, capability: StepKind): string {
  return `${name}-${capability}`
}

export function openQueues(backing: Backing, name: string, onError: (error: Error) => void): Queues {
  const queues = new Map(STEP_KINDS.map((each) => [each, backing.openQueue(queueName(name, each), onError)]))
  const all = [...queues.values()]
  return {
    all,
    of(capability) {
      const queue = queues.get(capability)
      if (!queue) throw new Error(`there is no queue for steps that need '${capability}'`)
      return queue
    },
    async depth() {
      const depths = await Promise.all(all.map(depthOf))
      const sum = (key: keyof Depth): number => depths.reduce((total, depth) => total + depth[key], 0)
      return { active: sum('active'), waiting: sum('waiting') }
    },
  }
}

async function depthOf(queue: BullQueue): Promise<Depth> {
  const { active = 0, waiting = 0, delayed = 0 } = await queue.getJobCounts('active', 'waiting', 'delayed')
  return { active, waiting: waiting + delayed }
}
