import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publicUrl, withoutCredentials, withoutUserInfo } from '../../../src/shared/base/public-url.ts'

describe('publicUrl', () => {
  it.each([
    ['disk', 'disk'],
    ['http://localhost:5100/', 'http://localhost:5100/'],
    ['http://localhost:5100', 'http://localhost:5100'],
    ['redis://localhost:6379/2', 'redis://localhost:6379/2'],
    ['redis://:hunter2@localhost:6379', 'redis://localhost:6379'],
    ['rediss://ann:hunter2@[::1]:6379/1', 'rediss://[::1]:6379/1'],
    ['http://ann@host/kv/', 'http://host/kv/'],
    ['http://host/?key=hunter2#hunter2', 'http://host/'],
    // What may be a part of a password goes with it.
    ['redis://:hunt/er2@localhost', 'redis://…'],
    ['http://ann:1/hunter2@host/', 'http://…'],
    ['redis://:hunter2', 'redis://…'],
    ['redis://host:hunter2', 'redis://…'],
    ['http://host/a@b', 'http://…'],
  ])('%s', (url, known) => {
    expect(publicUrl(url)).toBe(known)
  })

  it('never holds what stands between the scheme and an @', () => {
    const password = fc
      .string({
        unit: fc.constantFrom('h', 'u', '2', ':', '/', '?', '#', '@', '%', '&', '\\', 'ü', ' '),
        minLength: 6,
        maxLength: 20,
      })
      .map((text) => `S3${text}cr3t`)
    fc.assert(
      fc.property(
        fc.constantFrom('redis://:', 'rediss://ann:', 'http://ann:', 'http://'),
        password,
        fc.constantFrom('host', 'host:6379/0', 'localhost:5100/'),
        (before, secret, host) => {
          const url = before + secret + '@' + host
          for (const text of [publicUrl(url), withoutUserInfo(`Failed to parse URL from ${url.replaceAll(' ', '')}`)])
            expect(text).not.toContain('cr3t')
        },
      ),
    )
  })
})

it.each([
  ['http://ann:hunter2@host:5100/kv?x=@', 'http://host:5100/kv?x=@'],
  ['http://host/a@b', 'http://host/a@b'],
  ['http://a:b@c@host/', 'http://host/'],
  ['http://ann:hunt/er2@host/', 'http://…'],
  ['http://localhost:5100/', 'http://localhost:5100/'],
])('withoutCredentials %s', (url, address) => {
  expect(withoutCredentials(url)).toBe(address)
})
