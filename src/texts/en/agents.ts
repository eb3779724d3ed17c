/** What works and what judges. */
export const agents = {
  title: 'Workers and agents',
  noWorker: 'No worker is connected',
  workers: {
    worker: 'Worker',
    takes: 'Takes',
    state: 'State',
    upFor: 'Up for',
    model: 'Model',
    lastSeen: 'Last seen',
  },
  takesNothing: 'nothing',
  noModel: 'none',
  lost: 'lost',
  free: ({ capacity }: { capacity: number }) => `healthy, free (0 of ${capacity})`,
  busy: ({ inHand, capacity }: { inHand: number; capacity: number }) => `healthy, busy (${inHand} of ${capacity})`,
  notTaken: ({ steps }: { steps: string }) => `No worker takes ${steps} steps right now; that work waits.`,
  whatLostMeans: 'Lost: no heartbeat and no clean shutdown. Another worker takes over its work.',
  judging: 'Agents, which judge:',
  agents: { agent: 'Agent', judges: 'Judges', asks: 'Asks', inHand: 'In hand', within: 'Within' },
  itsRules: 'its rules',
  modelWithinRules: ({ model }: { model: string }) => `${model}, within its rules`,
}
