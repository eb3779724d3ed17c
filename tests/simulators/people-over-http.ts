import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { SimulatedPerson } from './person.ts'

/** What a web page needs of a simulator. */
export interface PeopleServed {
  person(name: string): SimulatedPerson
  /** Everything that somebody sees now, in JSON. */
  screen(name: string): object
  /** Resolves after the next change of anything that is seen. */
  changed(): Promise<void>
}

const PATH = /^\/people\/(?<name>[^/?]+)(?:\/(?<deed>[A-Za-z]+))?$/

/**
 * People for a web page in a browser: `GET /people/ana` answers what she sees, `GET /people/ana/changes` is a stream of
 * server-sent events with that, now and after each change, `POST /people/ana/presses` calls the method of that name with
 * the arguments in a JSON array and answers `{ result }`, or 400 with `{ error }` where her client would not let her.
 *
 * Pages of other origins are given no leave to read or to write.
 *
 * @param path Of the request, from `/people` on.
 * @returns Whether the request was one of these. Does not touch the body of any other.
 */
export async function servePeople(
  people: PeopleServed,
  request: IncomingMessage,
  response: ServerResponse,
  path = request.url ?? '',
): Promise<boolean> {
  const { name, deed } = PATH.exec(path)?.groups ?? {}
  if (name === undefined) return false
  if (deed === 'changes') await stream(people, name, response)
  else if (deed === undefined) json(response, 200, people.screen(name))
  else if (request.method !== 'POST') json(response, 405, { error: 'people do things by POST' })
  else await act(people.person(name), deed, request, response)
  return true
}

async function act(
  person: SimulatedPerson,
  deed: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const does = Object.hasOwn(person, deed) && (person as unknown as Readonly<Record<string, unknown>>)[deed]
  if (typeof does !== 'function') return json(response, 404, { error: `people do not “${deed}”` })
  try {
    const given = JSON.parse((await text(request)) || '[]') as readonly unknown[]
    json(response, 200, { result: (await does(...given)) ?? null })
  } catch (error) {
    json(response, 400, { error: error instanceof Error ? error.message : String(error) })
  }
}

async function stream(people: PeopleServed, name: string, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  while (!response.destroyed) {
    const changed = people.changed()
    response.write(`data: ${JSON.stringify(people.screen(name))}\n\n`)
    await changed
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
