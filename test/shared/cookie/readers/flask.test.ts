import { describe, expect, it } from 'vitest'
import { flaskReader } from '../../../../src/shared/cookie/readers/flask.ts'

describe('the reader of Flask’s sessions', () => {
  // Signed by itsdangerous' URLSafeTimedSerializer at Unix time 1700000000.
  it.each([
    ['eyJjb3VudCI6MX0.ZVPxAA.uzkRGtt3vM3PT0BQbIMZzrpbpfg', '{"count":1}', false],
    ['e30.ZVPxAA.2DCud2DHkwp4AzU532uLQpx-xgY', '{}', false],
    ['eyJiIjoxLCJhIjoyfQ.ZVPxAA.D_ijFZeeN8Q8a5NTNLAU0p9aEdY', '{"b":1,"a":2}', false],
    ['.eJyrVkrOL80rUbIyMdJRyslPV7JSchwgoFQLAFjwJK4.ZVPxAA.l_RduLAOp7owFToHU-xwyyHcOFU', undefined, true],
  ])('%s', (value, text, isCompressed) => {
    const reading = flaskReader.read(value)
    expect(reading).toMatchObject({ kind: 'signed', signedAt: 1_700_000_000_000 })
    const [payload] = reading?.parts ?? []
    expect(payload?.says).toBe(text)
    expect(payload?.isCompressed ?? false).toBe(isCompressed)
    expect(reading?.parts.map((part) => part.text).join('.')).toBe(value)
  })

  it.each([
    '',
    'a',
    'a.b',
    '6cea3f31-60be-422c-9ae0-a281d9cdd0d6',
    'e30.ZVPxAA.short',
    'e30.ZVPxAA.',
    'e 30.ZVPxAA.2DCud2DHkwp4AzU532uLQpx-xgY',
  ])('does not take %j for a signed value', (value) => {
    expect(flaskReader.read(value)).toBeUndefined()
  })

  it('names the digest only where the length of a signature is that of SHA-1', () => {
    const labelOf = (signature: string) => flaskReader.read(`e30.ZVPxAA.${signature}`)?.parts.at(-1)?.label
    expect(labelOf('a'.repeat(27))).toBe('signature (HMAC-SHA1)')
    expect(labelOf('a'.repeat(86))).toBe('signature')
  })
})
