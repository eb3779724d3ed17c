import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The address at which users reach a service of which only the version is there; undefined: nobody answers. */
export async function serveUsers(version: () => string | undefined): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((_, response) => {
    const served = version()
    response.statusCode = served === undefined ? 503 : 200
    response.end(JSON.stringify({ version: served }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
