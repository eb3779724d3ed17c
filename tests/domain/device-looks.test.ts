import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeviceState } from '../../src/domain/device.ts'
import { detectDeviceDrift, lookAtRing } from '../../src/domain/device-looks.ts'

const NOW = new Date('2026-03-02T12:00:00.000Z')
const patience = { silentAfterMs: 15 * 60_000 }
const expected = { version: 'v1.1.0', configHash: 'sha256:good' }
const sound: DeviceState = {
  ...{
    id: 'kiosk-1',
    ring: 'ring-0',
    service: 'payments',
    version: 'v1.1.0',
    configHash: 'sha256:good',
    running: true,
  },
  lastSeen: '2026-03-02T11:50:00.000Z',
}
const { version: _, ...without } = sound
const { running: __, ...mute } = sound

test.each([
  ['as it should be', sound, undefined],
  ['not installed', without, 'missing'],
  ['of another version', { ...sound, version: 'v1.0.0' }, 'version'],
  ['stopped', { ...sound, running: false }, 'stopped'],
  ['configured otherwise', { ...sound, configHash: 'sha256:other' }, 'config'],
  ['silent about whether it runs', mute, 'unknown'],
  ['not seen for twenty minutes', { ...sound, lastSeen: '2026-03-02T11:40:00.000Z' }, 'unknown'],
  ['not seen for twenty minutes, and wrong then', { ...without, lastSeen: '2026-03-02T11:40:00.000Z' }, 'unknown'],
  ['of another version, and stopped', { ...sound, version: 'v1.0.0', running: false }, 'version'],
  ['seen by a clock that is ahead', { ...sound, lastSeen: '2026-03-02T13:00:00.000Z' }, undefined],
] as const)('a device that is %s', (_, device, kind) => {
  expect(detectDeviceDrift(device, expected, NOW, patience)?.kind).toBe(kind)
})

test('a configuration that nobody has an opinion on is no drift', () => {
  expect(detectDeviceDrift({ ...sound, configHash: 'x' }, { version: 'v1.1.0' }, NOW, patience)).toBeUndefined()
})

const devices = fc.array(
  fc.constantFrom(
    sound,
    without,
    mute,
    { ...sound, version: 'v1.0.0' },
    { ...sound, lastSeen: '2026-03-01T00:00:00.000Z' },
  ),
  { maxLength: 40 },
)

test('a ring is healthy only when every device that speaks is in order and at most a tenth is silent', () => {
  fc.assert(
    fc.property(devices, (all) => {
      const { isHealthy, total, inOrder, silent, wrong } = lookAtRing(all, expected, NOW, patience)
      expect(inOrder + wrong.length).toBe(total)
      expect(isHealthy).toBe(inOrder > 0 && inOrder + silent === total && silent * 10 <= total)
    }),
  )
})

test('a ring without devices is not healthy: nobody has the version', () => {
  expect(lookAtRing([], expected, NOW, patience)).toMatchObject({ total: 0, isHealthy: false })
})
