import type { ApiBehind } from '../../adapters/http/api/behind.ts'

/** The parts behind the API that a test does not use: each throws where it is asked after all. */
export function apiUnasked(): ApiBehind {
  const unasked = <Part extends object>(part: string): Part =>
    new Proxy(Object.create(null), {
      get(_, asked) {
        throw new Error(`${part}.${String(asked)} was asked, which this test does not expect`)
      },
    })
  return {
    ...{ logins: unasked('logins'), tokens: unasked('tokens'), conversation: unasked('conversation') },
    ...{ reads: unasked('reads'), answers: unasked('answers'), log: unasked('log'), operations: unasked('operations') },
    ...{ clock: unasked('clock'), assistants: unasked('assistants') },
    authenticate: async () => undefined,
    nameOf: async (user) => user,
    onTasksMoved: () => () => {},
    redact: (text) => text,
    intents: [],
  }
}
