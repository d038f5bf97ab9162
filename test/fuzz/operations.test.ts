import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { contract, isOperationName, type OperationName } from '../../src/shared/wire/contract.ts'
import { observationSchema } from '../../src/shared/stream/observation.ts'
import { failureSchema } from '../../src/shared/base/failure.ts'
import { isLocalUrl } from '../../src/shared/base/address.ts'
import { createEventReader } from '../../src/renderer/client/link/server-sent-events.ts'
import { patience, tryOut } from './support/options.ts'
import { fitting, nearly } from './support/schema-arbitrary.ts'
import { asPanel, expectHealthy, startWholeLab, type WholeLab } from './support/whole-lab.ts'

interface Operated {
  readonly name: string
  readonly input: unknown
}

const names = Object.keys(contract) as OperationName[]
const strangeNames = [
  '__proto__',
  'constructor',
  'log',
  'log.clear.',
  'LOG.CLEAR',
  'toString',
  '%00',
  'a b',
  'x'.repeat(1_000),
]

const inputOf = (name: OperationName): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: fitting(contract[name].input) },
    { weight: 3, arbitrary: nearly(contract[name].input) },
    { weight: 1, arbitrary: fc.jsonValue() },
  )

const changeSchema = z.object({ key: z.string(), value: z.unknown() })

// A setting that would send the servers to other machines or other folders is for no test to make.
const isHarmless = ({ name, input }: Operated): boolean => {
  const change = name === 'settings.change' ? changeSchema.safeParse(input).data : undefined
  if (!change || typeof change.value !== 'string') return true
  if (change.key === 'KV_URL') return isLocalUrl(change.value)
  return change.key !== 'KV_DBM' && (change.key !== 'KV_STORE' || change.value === 'memory')
}

const operated: fc.Arbitrary<Operated> = fc
  .oneof(
    {
      weight: 20,
      arbitrary: fc
        .constantFrom(...names)
        .chain((name) => fc.record({ name: fc.constant<string>(name), input: inputOf(name) })),
    },
    { weight: 1, arbitrary: fc.record({ name: fc.constantFrom(...strangeNames), input: fc.jsonValue() }) },
  )
  .filter(isHarmless)

const resultSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown().optional() }),
  z.strictObject({ ok: z.literal(false), failure: failureSchema }),
])

const operate = async ({ panel }: WholeLab, { name, input }: Operated): Promise<void> => {
  const answer = await fetch(`${panel.url}operations/${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: asPanel,
    body: JSON.stringify(input),
  })
  const result = resultSchema.parse(await answer.json())
  expect([200, 400]).toContain(answer.status)
  if (!result.ok) expect(result.failure.code).not.toBe('defect')
  else if (isOperationName(name)) contract[name].output.parse(result.value)
}

/** Ends whatever the panel can have begun: holding, a run. */
const release = async (lab: WholeLab): Promise<void> => {
  for (const [name, input] of [
    ['steps.hold', { isOn: false }],
    ['run.stop', {}],
  ] as const)
    expect(await lab.dispatch(name, input)).toMatchObject({ ok: true })
}

/** Follows the stream over HTTP as the panel does, and reads each of its batches by the schema. */
const followStream = async (lab: WholeLab) => {
  const ending = new AbortController()
  const response = await fetch(`${lab.panel.url}observations`, { headers: asPanel, signal: ending.signal })
  let last = 0
  const take = createEventReader(({ data }) => {
    for (const { sequence } of z.array(observationSchema).parse(JSON.parse(data))) last = sequence
  })
  const reading = (async () => {
    const decoder = new TextDecoder()
    for await (const piece of response.body ?? []) take(decoder.decode(piece, { stream: true }))
  })().catch((thrown: unknown) => {
    if (!ending.signal.aborted) throw thrown
  })
  onTestFinished(async () => {
    ending.abort()
    await reading
  })
  return { last: () => last }
}

describe('any operation with any input', () => {
  it('comes to a result, is no defect, and leaves the lab and its stream whole', { timeout: patience }, async () => {
    const lab = await startWholeLab()
    const stream = await followStream(lab)
    await tryOut(
      fc.asyncProperty(fc.array(operated, { minLength: 1, maxLength: 20, size: 'max' }), async (all) => {
        lab.defects.length = 0
        const results = Promise.all(all.map((one) => operate(lab, one)))
        // What is held, or runs on, must end when it is let go; again, since an operation that came later may have begun it.
        const releasing = setInterval(() => void release(lab), 50)
        await results.finally(() => {
          clearInterval(releasing)
        })
        await release(lab)
        expect(lab.defects).toEqual([])
      }),
      6,
    )
    await expectHealthy(lab)
    await expect.poll(() => lab.log.newest() - stream.last()).toBe(0)
  })

  it('comes to a result when it is not even JSON', { timeout: patience }, async () => {
    const lab = await startWholeLab()
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withNullPrototype: true,
    })
    await tryOut(
      fc.asyncProperty(fc.oneof(fc.constantFrom<unknown>(...names), anything), anything, async (name, input) => {
        const result = resultSchema.parse(await lab.dispatch(name, input))
        if (!result.ok) expect(result.failure.code).not.toBe('defect')
      }),
      300,
    )
    await release(lab)
    await expectHealthy(lab)
  })
})
