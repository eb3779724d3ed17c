interface Asked {
  readonly system: string
  /** `release.yml of acme/payments`, or the path of a job. */
  readonly job: string
}

/** Runs of CI systems that a step or a build has asked for. */
export const ci = {
  states: {
    queued: 'queued',
    running: 'running',
    passed: 'passed',
    failed: 'failed',
    cancelled: 'cancelled',
    pending: 'not yet',
    skipped: 'skipped',
  },
  workflowOf: ({ workflow, project }: { workflow: string; project: string }) => `${workflow} of ${project}`,
  pipelineOf: ({ project }: { project: string }) => `the pipeline of ${project}`,
  on: ({ step, system, state }: { step: string; system: string; state: string }) => `${step}: ${state} in ${system}.`,
  asked: ({ step, system }: { step: string; system: string }) => `${step}: asked for in ${system}.`,
  run: ({ system, number }: { system: string; number: string }) => `${system} #${number}`,
  at: ({ state, step }: { state: string; step: string }) => `${state}: ${step}`,
  more: ({ count }: { count: number }) => `${count} more`,
  ended: ({ system, job, url }: Asked & { url: string }) => `${job} failed (${system}): ${url}`,
  endedIn: ({ system, job, part, url }: Asked & { part: string; url: string }) =>
    `${job} failed in ${part} (${system}): ${url}`,
  cancelledThere: ({ system, job, url }: Asked & { url: string }) =>
    `Somebody cancelled the run of ${job} in ${system}: ${url}`,
  tooLong: ({ system, job, minutes, url }: Asked & { minutes: number; url: string }) =>
    `The run of ${job} in ${system} took longer than ${minutes} min and was cancelled: ${url}`,
  deleted: ({ system, job, url }: Asked & { url: string }) =>
    `${system} no longer has the run of ${job}, so nobody can tell how it ended: ${url}`,
  noRun: ({ system, job }: Asked) => `${system} shows no run of ${job}, and I cannot tell whether one was started.`,
  runAlready: ({ system, job, url }: Asked & { url: string }) =>
    `Somebody has run the failed jobs of ${job} again in ${system} already: ${url}`,
  notEnded: ({ system, job, url }: Asked & { url: string }) =>
    `${system} has not ended the run of ${job} within two minutes: ${url}`,
  problem: {
    away: ({ system, job }: Asked) => `${system} does not answer about ${job}.`,
    'rate-limited': ({ system }: Asked) => `${system} refuses requests because there were too many.`,
    'bad-token': ({ system }: Asked) => `${system} does not accept my token: it is wrong, expired or revoked.`,
    forbidden: ({ system, job }: Asked) => `My token may not run ${job} in ${system}.`,
    'not-found': ({ system, job }: Asked) => `${system} has no ${job}, or my token may not see it.`,
    refused: ({ system, job, detail }: Asked & { detail: string }) => `${system} does not start ${job}: ${detail}`,
  },
  next: {
    fix: ({ how }: { how: string }) => `Fix what its log shows, then ${how}.`,
    look: ({ how }: { how: string }) => `Look there what it has done, then ${how}.`,
    noRun: ({ system, job, how }: Asked & { how: string }) =>
      `Open the runs of ${job} in ${system}. If one runs, wait for it; if none was started, ${how}. A run is found by its input shipmate: docs/ci.md says how.`,
    settled: ({ how }: { how: string }) => `When that is settled, ${how}.`,
    longer: ({ how }: { how: string }) => `See there where it hangs, or allow it more time; then ${how}.`,
    retry: ({ task }: { task: string }) => `say “retry ${task}”`,
    seeThere: 'See there how that ends; ask for a new run if it is still needed.',
    askAgain: 'ask again',
  },
}
