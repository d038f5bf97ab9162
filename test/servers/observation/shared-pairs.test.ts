import { expect, test } from 'vitest'
import { createSharedPairs } from '../../../src/servers/observation/shared-pairs.ts'

test('gives a pair that came before as the very same object, and every pair as it was sent', () => {
  const toPair = createSharedPairs()
  const first = toPair('Accept', 'text/html')
  expect(first).toEqual(['Accept', 'text/html'])
  expect(toPair('Accept', 'text/html')).toBe(first)
  expect(toPair('accept', 'text/html')).toEqual(['accept', 'text/html'])
  expect(toPair('Accept', 'text/plain')).toEqual(['Accept', 'text/plain'])
})

test('is right, and bounded, whatever comes', () => {
  const toPair = createSharedPairs()
  const often = toPair('User-Agent', 'student')
  for (let visit = 0; visit < 10_000; visit += 1) expect(toPair('Cookie', `session=${visit}`)).toEqual(['Cookie', `session=${visit}`])
  expect(toPair('User-Agent', 'student')).not.toBe(often)
  expect(toPair('__proto__', 'x'.repeat(1_000))).toEqual(['__proto__', 'x'.repeat(1_000)])
})
