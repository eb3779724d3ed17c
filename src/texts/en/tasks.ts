/** Lists of tasks, and of what waits for an answer. */
export const tasks = {
  title: 'Tasks',
  columns: { task: 'Task', what: 'What', state: 'State', when: 'When', by: 'By' },
  none: {
    active: 'No task that you may see is running.',
    queued: 'No task that you may see is queued.',
    running: 'No task that you may see is running.',
    succeeded: 'No task that you may see is succeeded.',
    failed: 'No task that you may see is failed.',
    cancelled: 'No task that you may see is cancelled.',
  },
  noneOther: ({ state }: { state: string }) => `No task that you may see is ${state}.`,
  notVisible: ({ task }: { task: string }) =>
    `${task} does not exist, or you may not see it. Say “list tasks” for what there is.`,
  waiting: 'Waiting for your answer:',
  asked: ({ question, ago }: { question: string; ago: string }) => `${question} Asked ${ago}.`,
  inPrivate: ({ count }: { count: number }) => `${count} in a direct message.`,
  waitsForApproval: ({ state, roles }: { state: string; roles: string }) =>
    `${state}: waiting for approval by ${roles}`,
  waitsForWorker: ({ state }: { state: string }) => `${state}: waiting for a worker`,
  inPhase: ({ state, phase }: { state: string; phase: string }) => `${state}: ${phase}`,
}
