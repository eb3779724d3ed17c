/** What runs in a CI system of our own, whichever protocol it speaks. */
export interface CiWorld {
  /** The one token that it knows. */
  token: string
  readonly runs: WorldCiRun[]
  /** It answers so: nothing at all, 403, or nothing after it has done what it was asked. */
  fault?: 'away' | 'forbidden' | 'lost-answer' | undefined
  /** The next order comes with a crumb that has expired; Jenkins alone. */
  crumbExpires: boolean
  /** Of what fails. */
  log: string
  begin(label: string, inputs: Readonly<Record<string, string>>): WorldCiRun
}

export interface WorldCiRun {
  readonly id: number
  readonly label: string
  readonly inputs: Readonly<Record<string, string>>
  state: 'queued' | 'running' | 'passed' | 'failed' | 'cancelled'
  /** Of the same run, on GitHub. */
  attempt?: number
  /** It was cancelled before it ran. */
  leftQueue?: boolean
}

export function newCiWorld(): CiWorld {
  const runs: WorldCiRun[] = []
  return {
    ...{ token: 'token-of-the-bot', runs, crumbExpires: false, log: 'compiling\ncannot push: denied\n' },
    begin(label, inputs) {
      const run: WorldCiRun = { id: 900 + runs.length, label, inputs, state: 'queued' }
      runs.push(run)
      return run
    },
  }
}
