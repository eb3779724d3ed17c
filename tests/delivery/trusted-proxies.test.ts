import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { executeCommand, type HostParts, openProxy } from '../../adapters/local-host/host/execute-command.ts'
import type { Trust } from '../../adapters/local-host/host/forwarding.ts'
import { hostCommandSchema } from '../../adapters/local-host/host/host-protocol.ts'
import { openHostMemory } from '../../adapters/local-host/host/host-state.ts'
import { problemsOf, read } from '../config/write-config.ts'

const PLACE = { service: 'mail', environment: 'staging', publicPort: 4_100 }

let folder: string
/** What the proxy that was opened last asks for each request. */
let trust: () => Trust

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function host(): HostParts {
  return {
    memory: openHostMemory(join(folder, 'state.json')).memory,
    supervisor: { look: async () => undefined },
    proxies: {
      open: async (_, __, ___, asked = () => () => false) => {
        trust = asked
        return { kind: 'open' }
      },
      inFlight: () => 0,
      close: async () => undefined,
    },
    instanceLogs: folder,
    shutDown: () => undefined,
  }
}

const trusted = (address: string): boolean => trust()(address, 0)

test('nobody is trusted until the bot says who', async () => {
  await executeCommand(host(), { do: 'open', ...PLACE })
  expect(trusted('127.0.0.1')).toBe(false)
})

test('whom the bot names is trusted from then on, through deployments and another host, until it names others', async () => {
  const parts = host()
  await executeCommand(parts, { do: 'open', ...PLACE, trustedProxies: ['10.0.0.0/8', 'fd00::/8'] })
  await executeCommand(parts, { do: 'claim', ...PLACE, token: 1, task: 'TASK-1' })
  expect(['10.1.2.3', '::ffff:10.1.2.3', 'fd00::1', '11.0.0.1'].map(trusted)).toEqual([true, true, true, false])

  const next = host()
  for (const route of next.memory.state().routes) await openProxy(next, route)
  expect(trusted('10.1.2.3')).toBe(true)
  await executeCommand(next, { do: 'open', ...PLACE, trustedProxies: [] })
  expect(trusted('10.1.2.3')).toBe(false)
})

test('what is no address is refused: in the settings with what to write, and by the host', () => {
  expect(read('trustedProxies: [loopback, 10.0.0.0/8]').trustedProxies).toEqual(['loopback', '10.0.0.0/8'])
  expect(read('', { SHIPMATE_TRUSTED_PROXIES: '10.0.0.1, fd00::/8' }).trustedProxies).toEqual(['10.0.0.1', 'fd00::/8'])
  expect(problemsOf('trustedProxies: [proxy.example.com]')[0]).toMatch(/must be an address or a network/)
  expect(hostCommandSchema.safeParse({ do: 'open', ...PLACE, trustedProxies: ['10.0.0.0/99'] }).success).toBe(false)
})
