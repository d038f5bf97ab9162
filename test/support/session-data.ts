import fc from 'fast-check'
import { floatValue, integerValue } from '../../src/servers/session/session-number.ts'
import type { SessionData, SessionValue } from '../../src/servers/session/session-data.ts'

const anyText = fc.string({ unit: 'binary', maxLength: 20 })
const anyKey = fc.oneof(
  anyText,
  fc.constantFrom(' t', ' di', ' b', ' m', ' u', ' d', ' di__', ' t__', '2', '10', '__proto__', 'count', 'é'),
)

const anyLeaf: fc.Arbitrary<SessionValue> = fc.oneof(
  fc.constantFrom<SessionValue>(null, true, false, 0, 1, -1, 0.1, -2.5, 0.0001),
  fc.integer(),
  anyText,
  fc.string({ unit: fc.constant('A'), minLength: 60, maxLength: 400 }),
  fc.bigInt().map(integerValue),
  fc.double().map(floatValue),
  fc
    .constantFrom(1, 1e15, 1e16, 1e21, 1e22, 1e-5, 1.5e-7, -0, Number.NaN, Infinity, -Infinity, 123456789012345680)
    .map(floatValue),
  fc.constantFrom(2n ** 53n, 2n ** 53n + 1n, -(2n ** 63n), 10n ** 40n).map(integerValue),
  fc.uint8Array({ maxLength: 20 }).map((bytes): SessionValue => ({ type: 'bytes', bytes })),
  anyText.map((html): SessionValue => ({ type: 'markup', html })),
  fc.uuid().map((uuid): SessionValue => ({ type: 'uuid', hex: uuid.replaceAll('-', '') })),
  fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds): SessionValue => ({ type: 'datetime', at: seconds * 1000 })),
)

const { value } = fc.letrec<{ value: SessionValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: anyLeaf, weight: 3 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 1 },
    {
      arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((items): SessionValue => ({ type: 'tuple', items })),
      weight: 1,
    },
    {
      arbitrary: fc
        .array(fc.tuple(anyKey, tie('value')), { maxLength: 3 })
        .map((members): SessionValue => new Map(members)),
      weight: 1,
    },
  ),
}))

/** The data of any session that Flask's signed cookie can hold. */
export const anySessionData: fc.Arbitrary<SessionData> = fc
  .array(fc.tuple(anyKey, value), { maxLength: 5 })
  .map((members) => new Map(members))
