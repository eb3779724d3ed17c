/** The page of one person, and the sign that an answer is coming. */
export const home = {
  isThinking: 'is thinking…',
  waiting: 'Waiting for you',
  nothingWaits: 'Nothing is waiting for your answer.',
  more: ({ count }: { count: number }) => `… and ${count} more. Ask “tasks” for all.`,
  running: 'Running now',
  nothingRuns: 'Nothing is running.',
  live: 'What is live',
  service: 'Service',
  moreServices: ({ count }: { count: number }) => `… and ${count} more. Ask “status” for all.`,
  canAsk: 'You can ask me',
  openedBy: ({ task, by }: { task: string; by: string }) => `${task} · asked by ${by}`,
}
