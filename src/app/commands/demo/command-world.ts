import { createServer, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { prepareSampleService } from '../../../../adapters/source/sample/sample-service.ts'
import type { ServiceConfig } from '../../../../config/config.ts'
import { DEFAULT_CANARY } from '../../../../config/defaults.ts'
import type { CommandTarget } from '../../../../config/targets/command-target.ts'
import { DEPLOY_PROGRAM, LOGS_PROGRAM, RESTART_PROGRAM, STATUS_PROGRAM } from './command-programs.ts'

/** A team with hosts of its own, and commands that deploy to them: as small as it can be. */
export interface CommandWorld {
  readonly services: readonly ServiceConfig[]
  readonly stagingUrl: string
  readonly productionUrl: string
  close(): Promise<void>
}

/**
 * The sample service, which commands of its team put on two hosts of theirs; Shipmate knows the hosts by the commands alone.
 *
 * @param deploys The program that deploys; it gets the version as its argument.
 */
export async function openCommandWorld(folder: string, deploys = DEPLOY_PROGRAM): Promise<CommandWorld> {
  const { local: _, ...sample } = await prepareSampleService(folder)
  const [staging, production] = [await openHost(), await openHost()]
  const environments = {
    staging: { target: targetOn(staging.url, deploys) },
    production: { target: targetOn(production.url, deploys) },
  }
  return {
    services: [{ ...sample, aliases: [], description: undefined, keep: 5, canary: DEFAULT_CANARY, environments }],
    stagingUrl: staging.url,
    productionUrl: production.url,
    async close() {
      await Promise.all([staging, production].map(({ close }) => close()))
    },
  }
}

function targetOn(url: string, deploys: string): CommandTarget {
  const program = (code: string): readonly string[] => ['node', '--input-type=module', '--eval', code]
  return {
    kind: 'command',
    commands: {
      deploy: [...program(deploys), '{version}'],
      status: program(STATUS_PROGRAM),
      restart: program(RESTART_PROGRAM),
      logs: program(LOGS_PROGRAM),
    },
    url,
    env: { DEMO_HOST: url },
    secretEnv: {},
    timeoutSeconds: 60,
    statusTimeoutSeconds: 10,
  }
}

interface Host {
  readonly url: string
  close(): Promise<void>
}

/** Serves the version that was put there last, and remembers what was done. */
async function openHost(): Promise<Host> {
  let version: string | undefined
  const log: string[] = []
  const server = createServer(async (request, response) => {
    if (request.url === '/log') {
      response.end(log.map((line) => `${line}\n`).join(''))
      return
    }
    if (request.method === 'PUT') {
      const told = await text(request)
      log.push(`${new Date().toISOString()} ${told === version ? 'restarted' : 'now serving'} ${told}`)
      version = told
    }
    response.statusCode = version === undefined ? 503 : 200
    response.end(JSON.stringify({ version }))
  })
  const port = await listening(server)
  return {
    url: `http://127.0.0.1:${port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function listening(server: Server): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    resolve(typeof address === 'object' && address ? address.port : 0)
  })
  return promise
}
