import { describe, expect, it } from 'vitest'
import { parseSetCookie } from '../../src/shared/cookie/set-cookie.ts'
import { dataToJson } from '../../src/servers/session/session-data.ts'
import type { Session } from '../../src/servers/session/session.ts'
import type { SessionInterface } from '../../src/servers/session/session-interface.ts'
import { valueOf } from '../support/serve.ts'

const call = () => ({ signal: AbortSignal.timeout(30_000) })

/** What every {@link SessionInterface} does; `create` gives one that nobody has used, with default cookie settings. */
export const sessionInterfaceSuite = (name: string, create: () => Promise<SessionInterface>): void => {
  const open = async (sessions: SessionInterface, cookie?: string) => valueOf(await sessions.open(cookie, call()))
  const save = async (sessions: SessionInterface, session: Session) => valueOf(await sessions.save(session, call()))
  const startWith = async (sessions: SessionInterface, count: number): Promise<string> => {
    const session = await open(sessions)
    session.set('count', count)
    return parseSetCookie((await save(sessions, session)) ?? '').value
  }

  describe(`${name} as a session interface`, () => {
    it.each([undefined, ''])('opens an empty session for a visitor with the cookie %j', async (cookie) => {
      const session = await open(await create(), cookie)
      expect([session.outcome, session.isEmpty, session.isNew, session.isModified]).toEqual([
        { state: 'none' },
        true,
        true,
        false,
      ])
    })

    it('opens what was saved, and says so', async () => {
      const sessions = await create()
      const session = await open(sessions, await startWith(sessions, 41))
      expect(session.outcome).toEqual({ state: 'loaded', data: { count: 41 } })
      expect([dataToJson(session.data), session.isNew, session.isModified]).toEqual([{ count: 41 }, false, false])
    })

    it('says nothing of a session that was not modified', async () => {
      const sessions = await create()
      expect(await save(sessions, await open(sessions))).toBeUndefined()
      expect(await save(sessions, await open(sessions, await startWith(sessions, 1)))).toBeUndefined()
    })

    it('sets the cookie with exactly the attributes of the original', async () => {
      const sessions = await create()
      const session = await open(sessions)
      session.set('count', 1)
      expect(await save(sessions, session)).toMatch(/^session=[\w.-]+; HttpOnly; Path=\/$/)
    })

    it('clears the cookie of an emptied session, also of one that never was', async () => {
      const sessions = await create()
      for (const cookie of [undefined, 'rubbish', await startWith(sessions, 1)]) {
        const session = await open(sessions, cookie)
        session.clear()
        expect(await save(sessions, session)).toMatch(
          /^session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; (HttpOnly; )?Path=\/$/,
        )
      }
    })

    it('gives an empty session and the reason for a cookie that it does not accept', async () => {
      const session = await open(await create(), 'no cookie of ours')
      expect(session.outcome).toMatchObject({
        state: 'refused',
        reason: expect.stringMatching(/^malformed/) as unknown,
      })
      expect(session.isEmpty).toBe(true)
    })

    it('keeps visitors apart', async () => {
      const sessions = await create()
      const cookies = [await startWith(sessions, 1), await startWith(sessions, 2)]
      const counts = await Promise.all(cookies.map(async (cookie) => (await open(sessions, cookie)).get('count')))
      expect(counts).toEqual([1, 2])
    })
  })
}
