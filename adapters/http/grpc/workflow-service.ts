import type { ServiceImpl } from '@connectrpc/connect'
import { z } from 'zod'
import type { ApiBehind } from '../api/behind.ts'
import { NotThereError } from '../api/not-there.ts'
import { shownWorkflow } from '../api/read-shapes.ts'
import { redacted } from '../api/redacted.ts'
import { sayingOf } from '../api/saying.ts'
import { callerIn } from './call-context.ts'
import { followedTask, type TaskSought } from './followed-task.ts'
import {
  type GetWorkflowStatusRequest,
  TaskSchema,
  WorkflowSchema,
  type WorkflowService,
} from './generated/shipmate/v1/shipmate_pb.ts'
import { keyIn } from './idempotency-key.ts'
import { NotUnderstoodError, understood } from './not-understood.ts'
import { wired, wiredMessage } from './wire-shapes.ts'
import { withBeats } from './with-beats.ts'

const MOST_INPUTS = 64
const LONGEST_INPUT = 500

const start = z.object({
  sessionId: z.uuid(),
  workflow: z.string().min(1).max(100),
  inputs: z
    .record(z.string().max(64), z.string().max(LONGEST_INPUT))
    .refine((inputs) => Object.keys(inputs).length <= MOST_INPUTS, `has more than ${MOST_INPUTS} entries`),
})
const ofTask = z.object({ taskId: z.string().min(1).max(40) })
const ofMessage = z.object({ messageId: z.uuid() })

export function workflowService(behind: () => ApiBehind): ServiceImpl<typeof WorkflowService> {
  return {
    async listWorkflows(_, context) {
      const { reads, redact } = behind()
      const workflows = await reads.workflows(callerIn(context).user)
      return {
        workflows: workflows.map((one) => wired(WorkflowSchema, redacted(shownWorkflow(one), redact) as object)),
      }
    },
    async createWorkflow(message, context) {
      const { sessionId, workflow, inputs } = understood(start, message)
      const { conversation, reads } = behind()
      const { user } = callerIn(context)
      // Only what they may start is there for them.
      if (!(await reads.workflows(user)).some(({ definition }) => definition.id === workflow))
        throw new NotThereError(`workflow ${workflow}`)
      const given = Object.keys(inputs).length === 0 ? {} : { inputs: JSON.stringify(inputs) }
      const saying = { ...sayingOf('workflow.start', { workflow, ...given }), ...keyIn(context) }
      const said = await conversation.say(user, sessionId, saying, context.signal)
      context.signal.throwIfAborted()
      const taskId = await reads.taskOf(user, said.message)
      return {
        id: said.message,
        ...(said.reply && { reply: wiredMessage(said.reply) }),
        ...(taskId !== undefined && { taskId }),
      }
    },
    async *getWorkflowStatus(message, context) {
      const sought = soughtIn(message)
      const caller = callerIn(context)
      const { redact } = behind()
      const tasks = withBeats(behind(), caller, context.signal, (left) =>
        followedTask(behind(), caller.user, sought, left),
      )
      for await (const task of tasks) yield task ? { task: wired(TaskSchema, redacted(task, redact) as object) } : {}
    },
  }
}

function soughtIn({ of }: GetWorkflowStatusRequest): TaskSought {
  switch (of.case) {
    case 'taskId':
      return { task: understood(ofTask, { taskId: of.value }).taskId }
    case 'messageId':
      return { message: understood(ofMessage, { messageId: of.value }).messageId }
    case undefined:
      throw new NotUnderstoodError([{ field: 'task_id', description: 'name a task, or the message that it comes of' }])
  }
}
