/** Messages in the same moment. */
export interface Burst {
  readonly messages: number
  /** That they come from. */
  readonly threads: number
}

/** How much is measured. */
export interface Sizes {
  /** How often everything is done from the start. */
  readonly runs: number
  readonly warmUp: number
  /** Questions of a kind, one after another, in each run. */
  readonly questions: number
  /** Confirmed changes in each run. */
  readonly clicks: number
  readonly bursts: readonly Burst[]
  /** Questions appended one after another, event by event, in each run. */
  readonly appends: number
  /** Conversations in the grown log. */
  readonly conversations: number
  readonly warmStarts: number
}

export const FULL: Sizes = {
  runs: 3,
  warmUp: 50,
  questions: 150,
  clicks: 40,
  bursts: [
    { messages: 500, threads: 50 },
    { messages: 1_000, threads: 1_000 },
  ],
  appends: 500,
  conversations: 10_000,
  warmStarts: 5,
}

/** Only shows that everything still works. */
export const QUICK: Sizes = {
  runs: 1,
  warmUp: 1,
  questions: 3,
  clicks: 1,
  bursts: [
    { messages: 10, threads: 5 },
    { messages: 20, threads: 20 },
  ],
  appends: 5,
  conversations: 100,
  warmStarts: 1,
}
