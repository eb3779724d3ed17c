import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { onTestFinished } from 'vitest'
import { hostPaths, prepareHostFolders } from '../../adapters/local-host/host/host-paths.ts'
import { createHostClient, type HostClient } from '../../adapters/local-host/host-client.ts'

/** The client of a local host from before it could be asked for anything but its state. */
export async function clientOfOldHost(): Promise<HostClient> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  const paths = hostPaths(folder)
  prepareHostFolders(paths)
  const old = Fastify()
  old.get('/state', async () => ({ instances: [], routes: [] }))
  await old.listen({ path: paths.socket })
  onTestFinished(async () => {
    await old.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return createHostClient(folder)
}
