import { expect, test } from 'vitest'
import { isInstalledFrom } from '../../scripts/lib/lockfile.mjs'

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/express': { version: '5.0.0', integrity: 'sha512-a' },
    'node_modules/binding-darwin': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
}

const express = { 'node_modules/express': { version: '5.0.0', integrity: 'sha512-a' } }

test('what was asked for is installed, without the optional build for another platform', () => {
  expect(isInstalledFrom(wanted, { packages: express })).toBe(true)
})

test.each([
  ['a package is absent', {}],
  ['its version differs', { 'node_modules/express': { version: '4.0.0', integrity: 'sha512-a' } }],
  ['its contents differ', { 'node_modules/express': { version: '5.0.0', integrity: 'sha512-x' } }],
  [
    'an optional one differs',
    { ...express, 'node_modules/binding-darwin': { version: '0.9.0', integrity: 'sha512-b' } },
  ],
])('it is not when %s', (_, packages) => {
  expect(isInstalledFrom(wanted, { packages })).toBe(false)
})
