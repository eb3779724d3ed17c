interface Asked<Question, Answer> {
  readonly question: Question
  readonly answered: PromiseWithResolvers<Answer>
}

/** More would be a statement that holds up others. */
const MOST_TOGETHER = 100

/**
 * Questions of one turn of the event loop go together: what waits for several answers at once waits for one statement.
 *
 * @param ask Gives an answer to each question, in their order.
 */
export function gather<Question, Answer>(
  ask: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  let waiting: Asked<Question, Answer>[] = []

  function askWaiting(): void {
    const all = waiting
    waiting = []
    for (let from = 0; from < all.length; from += MOST_TOGETHER) void settle(all.slice(from, from + MOST_TOGETHER))
  }

  /** Never throws. */
  async function settle(asked: readonly Asked<Question, Answer>[]): Promise<void> {
    try {
      const answers = await ask(asked.map(({ question }) => question))
      for (const [index, { answered }] of asked.entries()) answered.resolve(answers[index] as Answer)
    } catch (fault) {
      for (const { answered } of asked) answered.reject(fault)
    }
  }

  return (question) => {
    const answered = Promise.withResolvers<Answer>()
    if (waiting.length === 0) queueMicrotask(askWaiting)
    waiting.push({ question, answered })
    return answered.promise
  }
}
