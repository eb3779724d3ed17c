/** A scripted chat platform, and a bot's owner there. */
export interface Platform {
  readonly name: string
  /** What tells a bot to connect to it. */
  readonly env: Readonly<Record<string, string>>
  readonly owner: string
  /** Asks for a deployment to production; resolves once its card can be confirmed. */
  ask(version: string): Promise<Question>
  stop(): Promise<void>
}

export interface Question {
  /** Presses Confirm; in milliseconds. */
  confirm(): Promise<Pressed>
  /** Resolves once the thread says that the release serves. */
  live(): Promise<unknown>
}

/** How long a press took. */
export interface Pressed {
  readonly acknowledgedMs: number
  /** Until the card says who confirmed it. */
  readonly shownMs: number
}

/** @param acknowledged Resolves at the acknowledgement. @param shown Looks for the confirmed card. */
export async function timed(began: number, acknowledged: Promise<unknown>, shown: Promise<unknown>): Promise<Pressed> {
  const since = (): number => performance.now() - began
  const [acknowledgedMs, shownMs] = await Promise.all([acknowledged.then(since), shown.then(since)])
  return { acknowledgedMs, shownMs }
}
