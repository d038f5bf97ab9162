import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../src/shared/stream/settings.ts'
import { publicSettings } from '../../../src/shared/stream/settings.ts'
import { serveCounter, serveKeyValue, settingsOf } from '../../support/lab-servers.ts'
import { newLog } from '../../support/serve.ts'
import { toldStory } from '../../support/told-story.ts'
import { visitorOf } from '../../support/visitor.ts'

// Every sentence of a story against a model that knows what really happened: which cookie was brought, whether the server
// takes it, what was in the session before and after.

interface Deed {
  readonly kind:
    | 'visit'
    | 'reset'
    | 'clear'
    | 'tamper'
    | 'plant'
    | 'scribble'
    | 'forget'
    | 'copy'
    | 'replay'
    | 'switch'
    | 'strictness'
  /** Which visitor. */
  readonly who: number
  /** Whose cookie, or which earlier value. */
  readonly other: number
}

const parties = { who: fc.nat(2), other: fc.nat(30) }
const one = (...kinds: readonly Deed['kind'][]) => fc.record({ kind: fc.constantFrom(...kinds), ...parties })
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: one('visit') },
  { weight: 4, arbitrary: one('reset', 'clear', 'tamper', 'plant', 'scribble', 'forget') },
  { weight: 3, arbitrary: one('copy', 'replay') },
  { weight: 2, arbitrary: one('switch', 'strictness') },
)

/** What the model expects of a request. */
interface Truth {
  readonly brought: string | undefined
  readonly judged: 'no-cookie' | 'accepted' | 'adopted' | 'refused'
  readonly before: number
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** The counter and its store, and all that anybody could know of them. */
const startWorld = async () => {
  let settings: Settings = settingsOf({ USE_SESSION_STORE: false })
  const log = newLog()
  const kv = await serveKeyValue({ log })
  const counter = await serveCounter({ settings: () => settings, storeUrl: kv.url, log })
  const [ask, askStore] = [visitorOf(counter.url), visitorOf(kv.url)]
  const jars: (string | undefined)[] = [undefined, undefined, undefined]
  /** What each signed cookie that the counter issued holds; a key that never changes signs them. */
  const signed = new Map<string, number>()
  const stored = new Map<string, number>()
  const values: string[] = []
  const setIn = new Map<string, Set<number>>()

  const change = (changed: Partial<Settings>): void => {
    settings = { ...settings, ...changed }
    log.append({ kind: 'settings.changed', settings: publicSettings(settings), problems: [] })
  }
  const truthOf = (brought: string | undefined): Truth => {
    if (brought === undefined) return { brought, judged: 'no-cookie', before: 0 }
    if (!settings.USE_SESSION_STORE) {
      const count = signed.get(brought)
      return count === undefined
        ? { brought, judged: 'refused', before: 0 }
        : { brought, judged: 'accepted', before: count }
    }
    if (settings.STRICT_SESSION_IDS && !uuid.test(brought)) return { brought, judged: 'refused', before: 0 }
    const count = stored.get(brought)
    if (count !== undefined) return { brought, judged: 'accepted', before: count }
    return { brought, judged: settings.STRICT_SESSION_IDS ? 'refused' : 'adopted', before: 0 }
  }

  const request = async (visitor: number, isReset: boolean): Promise<void> => {
    const truth = truthOf(jars[visitor])
    const since = log.newest()
    const answer = await ask(isReset ? '/reset' : '/', {
      method: isReset ? 'POST' : 'GET',
      ...(truth.brought === undefined ? {} : { cookie: `session=${truth.brought}` }),
    })
    const exchange = log
      .read(since, Number.MAX_SAFE_INTEGER)
      .flatMap((one) => (one.kind === 'exchange.requested' && one.to === 'counter' ? [one.exchange] : []))
      .at(-1)
    if (exchange === undefined) throw new Error('the request was not observed')
    const given = /^session=([^;]*)/.exec(answer.setCookies[0] ?? '')?.[1]
    if (given === undefined) throw new Error(`no session cookie was set: ${answer.setCookies.join()}`)
    judge(exchange, truth, isReset, given)
    if (isReset) {
      if (settings.USE_SESSION_STORE && truth.brought !== undefined && truth.judged !== 'refused')
        stored.delete(truth.brought)
      jars[visitor] = undefined
      return
    }
    expect(answer.count).toBe(truth.before + 1)
    if (settings.USE_SESSION_STORE) stored.set(given, truth.before + 1)
    else signed.set(given, truth.before + 1)
    values.push(given)
    setIn.set(given, (setIn.get(given) ?? new Set()).add(exchange))
    jars[visitor] = given
  }

  const judge = (exchange: number, { brought, judged, before }: Truth, isReset: boolean, given: string): void => {
    const { story, gist, lines } = toldStory(log.read(0, Number.MAX_SAFE_INTEGER), exchange)
    const mode = settings.USE_SESSION_STORE ? 'server-side' : 'client-side'
    expect(story.brought.session?.value).toBe(brought)
    const origin = story.brought.session?.origin
    const knownIn = brought === undefined ? undefined : setIn.get(brought)
    expect(origin === undefined).toBe(knownIn === undefined)
    if (origin !== undefined) expect([...(knownIn ?? [])]).toContain(origin.exchange)
    expect(story.judged).toMatchObject(
      judged === 'adopted' || judged === 'accepted'
        ? { state: 'accepted', mode, isAdopted: judged === 'adopted' }
        : { state: judged, mode },
    )
    const data = before === 0 ? {} : { count: before }
    expect(story.data).toMatchObject(
      isReset ? { state: 'emptied', before: data } : { state: 'saved', before: data, after: { count: before + 1 } },
    )
    expect(story.set.map(({ role }) => role)).toEqual([roleOf(isReset, given, brought)])
    for (const text of [gist, ...lines]) agrees(text, { judged, before, isReset })
  }
  const roleOf = (isReset: boolean, given: string, brought: string | undefined): string => {
    if (isReset) return 'deletes'
    if (!settings.USE_SESSION_STORE) return 'data'
    return given === brought ? 'same-id' : 'new-id'
  }

  const deeds: { readonly [K in Deed['kind']]: (deed: Deed) => Promise<void> | void } = {
    visit: (deed) => request(deed.who, false),
    reset: (deed) => request(deed.who, true),
    clear: (deed) => {
      jars[deed.who] = undefined
    },
    tamper: (deed) => {
      const value = jars[deed.who]
      // The first character of base64 has no unused bits.
      if (value !== undefined) jars[deed.who] = `${value.startsWith('a') ? 'b' : 'a'}${value.slice(1)}`
    },
    plant: (deed) => {
      jars[deed.who] = randomUUID()
    },
    scribble: (deed) => {
      jars[deed.who] = 'admin'
    },
    copy: (deed) => {
      jars[deed.who] = jars[deed.other % jars.length]
    },
    replay: (deed) => {
      jars[deed.who] = values[deed.other % Math.max(1, values.length)] ?? jars[deed.who]
    },
    forget: async (deed) => {
      const id = jars[deed.who]
      if (id === undefined || !stored.delete(id)) return
      await askStore(`/${encodeURIComponent(id)}`, { method: 'DELETE' })
    },
    switch: () => {
      change({ USE_SESSION_STORE: !settings.USE_SESSION_STORE })
    },
    strictness: () => {
      change({ STRICT_SESSION_IDS: !settings.STRICT_SESSION_IDS })
    },
  }
  return async (deed: Deed): Promise<void> => {
    await deeds[deed.kind](deed)
  }
}

/** No number, and no word, of a sentence may contradict what happened. */
const agrees = (
  text: string,
  { judged, before, isReset }: { readonly judged: Truth['judged']; readonly before: number; readonly isReset: boolean },
): void => {
  const after = before + 1
  for (const [, from, to] of text.matchAll(/count (\d+)(?: → (\d+))?/g))
    expect([text, from, to]).toEqual([
      text,
      ...(to === undefined ? [String(after), undefined] : [String(before), String(after)]),
    ])
  if (/→/.test(text)) expect([text, before]).not.toEqual([text, 0])
  if (/refused/.test(text)) expect([text, judged]).toEqual([text, 'refused'])
  if (/was accepted/.test(text)) expect([text, judged]).toEqual([text, 'accepted'])
  if (/taken over/.test(text)) expect([text, judged]).toEqual([text, 'adopted'])
  if (/No session cookie/.test(text)) expect([text, judged]).toEqual([text, 'no-cookie'])
  if (/new session/.test(text))
    expect([text, ['no-cookie', 'refused'].includes(judged), isReset]).toEqual([text, true, false])
  if (/same id/.test(text)) expect([text, judged]).toEqual([text, 'accepted'])
  if (/emptied/.test(text)) expect([text, judged, isReset]).toEqual([text, 'accepted', true])
}

describe('what a story says', () => {
  it('is what happened, whatever visitors do to the counter in either mode', { timeout: 120_000 }, async () => {
    const histories = fc.sample(fc.array(anyDeed, { minLength: 20, maxLength: 60 }), { numRuns: 25, seed: 18 })
    for (const history of histories) {
      const act = await startWorld()
      for (const deed of history) await act(deed)
    }
  })
})
