import { expect, test } from 'vitest'
import { addressOf, isPublicAddress } from '../../adapters/outgoing-webhooks/public-address.ts'

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['::ffff:a00:1', false],
  ['64:ff9b::7f00:1', false],
  ['fe80::1', false],
  ['fd00::1', false],
  ['2002:7f00:1::', false],
  ['not an address', false],
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic)
})

test('a name with one private address among public ones is refused, and its first address is used otherwise', async () => {
  const leadingTo =
    (...addresses: readonly string[]) =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  await expect(addressOf('a.example', false, leadingTo('8.8.8.8', '10.0.0.1'))).rejects.toThrow('private address')
  await expect(addressOf('[::1]', false)).rejects.toThrow('private address')
  // Other ways to write 127.0.0.1 have become that in the URL already.
  await expect(addressOf(new URL('http://2130706433/').hostname, false)).rejects.toThrow('private address')
  expect(await addressOf('a.example', false, leadingTo('8.8.8.8', '1.1.1.1'))).toEqual({
    address: '8.8.8.8',
    family: 4,
  })
  expect(await addressOf('a.example', true, leadingTo('10.0.0.1'))).toEqual({ address: '10.0.0.1', family: 4 })
})
