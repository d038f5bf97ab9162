import { expect, it } from 'vitest'
import { factSchema } from '../../../src/shared/stream/observation.ts'
import { opened, saved } from '../../support/observations.ts'

it.each([opened(), saved()])('a $kind of 0.1.0 was said by the application', ({ source: _, ...old }) => {
  expect(factSchema.parse(old)).toMatchObject({ source: 'app' })
})

it.each([opened(), saved()])('a $kind may be read off the wire, and by nobody else', (fact) => {
  expect(factSchema.parse({ ...fact, source: 'wire' })).toMatchObject({ source: 'wire' })
  expect(factSchema.safeParse({ ...fact, source: 'hearsay' }).success).toBe(false)
})
