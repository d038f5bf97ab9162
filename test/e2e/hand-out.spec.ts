import { expect } from '@playwright/test'
import { carrierNames, test } from './support/carriers.ts'
import { cookieValue, createStudent } from './support/student.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('point 2: two browsers have two counts', async ({ carrier }) => {
      const { begin, refresh, count } = createStudent(carrier)
      await begin()
      await expect(await count('Browser A')).toHaveText('Count: 1')
      await expect(await count('Browser B')).toHaveText('Count: 1')
      await refresh('Browser A')
      await refresh('Browser A')
      await expect(await count('Browser A')).toHaveText('Count: 3')
      await expect(await count('Browser B')).toHaveText('Count: 1')
    })

    test('point 3: with signed cookies, Set-Cookie changes at each refresh', async ({ carrier }) => {
      const { refresh, linesOf, newestLine } = createStudent(carrier)
      await expect(linesOf('Browser A')).toHaveCount(1)
      const values = [await cookieValue(newestLine('Browser A'))]
      for (let turn = 0; turn < 3; turn += 1) {
        await refresh('Browser A')
        await expect(newestLine('Browser A')).toContainText(/session=[\w-]+\.[\w-]+\.[\w-]{27}; HttpOnly; Path=\//)
        values.push(await cookieValue(newestLine('Browser A')))
      }
      expect(new Set(values).size).toBe(4)
      const counts = values.map(
        (value) => JSON.parse(Buffer.from(value.split('.')[0] ?? '', 'base64url').toString()) as unknown,
      )
      expect(counts).toEqual([{ count: 1 }, { count: 2 }, { count: 3 }, { count: 4 }])
    })

    test('points 8 to 11: with the store, the cookie holds an id and the store holds the counts', async ({
      carrier,
    }) => {
      const { begin, refresh, reset, count, useStore, newestLine, linesOf, show, entries } = createStudent(carrier)
      await begin()
      await useStore()
      await refresh('Browser A')
      await refresh('Browser B')

      await test.step('8: two browsers, two counts, now server-side', async () => {
        await refresh('Browser A')
        await expect(await count('Browser A')).toHaveText('Count: 2')
        await expect(await count('Browser B')).toHaveText('Count: 1')
        await expect(newestLine('Browser B')).toContainText(new RegExp(`session=${uuid}; HttpOnly; Path=/`))
      })

      const idA = await cookieValue(newestLine('Browser A'))
      const idB = await cookieValue(newestLine('Browser B'))

      await test.step('9: the id stays the same while the count goes up', async () => {
        await refresh('Browser A')
        await refresh('Browser A')
        expect(await cookieValue(newestLine('Browser A'))).toBe(idA)
        expect(idA).not.toBe(idB)
        await expect(await count('Browser A')).toHaveText('Count: 4')
      })

      await test.step('10: Reset clears the cookie, and the next page has a new id', async () => {
        await reset('Browser A')
        const cleared = linesOf('Browser A').nth((await linesOf('Browser A').count()) - 2)
        await expect(cleared).toContainText('session=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/')
        await expect(await count('Browser A')).toHaveText('Count: 1')
        expect(await cookieValue(newestLine('Browser A'))).not.toBe(idA)
      })

      await test.step('11: the store holds both sessions, and no other', async () => {
        const newIdA = await cookieValue(newestLine('Browser A'))
        await show('Store')
        const rowOf = (id: string) => entries.getByRole('row').filter({ hasText: id })
        await expect(rowOf(newIdA)).toContainText('{"count":1}')
        await expect(rowOf(newIdA)).toContainText('Browser A')
        await expect(rowOf(idB)).toContainText('{"count":1}')
        await expect(rowOf(idB)).toContainText('Browser B')
        await expect(rowOf(idA)).toHaveCount(0)
      })
    })

    test('the exchanges of both browsers and both servers are rows, each under its parent', async ({ carrier }) => {
      const { begin, refresh, useStore, exchanges } = createStudent(carrier)
      await begin()
      await useStore()
      await refresh('Browser A')
      await refresh('Browser A')
      const rows = exchanges.getByRole('row')
      await expect(rows.filter({ hasText: 'Browser A' }).filter({ hasText: 'GET /' }).last()).toContainText('200')
      await expect(rows.last()).toContainText('counter')
      await expect(rows.last()).toContainText('POST /')
    })

    test('a program that talks to the ports appears by name', async ({ carrier }) => {
      const { exchanges } = createStudent(carrier)
      await fetch(await carrier.serverUrl('key-value'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'User-Agent': 'HTTPie/3.2.1' },
        body: '{"foo":"bar"}',
      })
      await expect(exchanges.getByRole('row').filter({ hasText: 'HTTPie 3.2.1' })).toContainText('POST /')
    })

    test('clearing the cookies starts a new session', async ({ carrier }) => {
      const { begin, refresh, clearCookies, count, region } = createStudent(carrier)
      await begin()
      await refresh('Browser A')
      await clearCookies('Browser A')
      await expect(region('Browser A')).toContainText(/jar is empty/i)
      await refresh('Browser A')
      await expect(await count('Browser A')).toHaveText('Count: 1')
    })
  })
}
