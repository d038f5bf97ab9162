import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { createJar } from '../../../src/servers/browser/cookie-jar.ts'
import { guardBrowser } from '../../../src/servers/browser/guard-browser.ts'
import { createHttpBrowser } from '../../../src/servers/browser/http-browser.ts'
import { createTroubles } from '../../../src/servers/observation/troubles.ts'
import { newLog, serve } from '../../support/serve.ts'

test('what a jar fails on is a trouble and a failed page, and goes when the browser works again', async () => {
  const log = newLog()
  const jar = createJar()
  let isBroken = true
  const receive: typeof jar.receive = (...received) => {
    if (isBroken) throw new RangeError('Invalid time value')
    return jar.receive(...received)
  }
  const browser = guardBrowser(
    createHttpBrowser({ browser: 'browser-a', log, jar: { ...jar, receive } }),
    'browser-a',
    createTroubles(log),
  )
  onTestFinished(() => browser.close())
  const { url } = await serve(express().get('/', (_request, response) => response.append('Set-Cookie', 'a=1').send('')))
  const problem = 'Browser A failed at what it was to do: Invalid time value'
  expect(await browser.open(url)).toEqual({ ok: false, failure: { code: 'defect', message: problem } })
  const facts = () =>
    log
      .read(0, 100)
      .map((one) =>
        one.kind === 'trouble.changed' ? one : one.kind === 'page.changed' ? (one.page.problem ?? one.page.state) : '',
      )
  expect(facts().slice(-2)).toMatchObject([
    `The simulated browser failed on what ${url} answered: Invalid time value`,
    { source: 'browser-a', problem },
  ])
  isBroken = false
  expect(await browser.reload()).toMatchObject({ ok: true })
  expect(facts().slice(-2)).toMatchObject(['shown', { source: 'browser-a' }])
  expect(facts().at(-1)).not.toHaveProperty('problem')
})

test('a jar that cannot be written is a failure too', async () => {
  const log = newLog()
  const write = () => {
    throw new RangeError('Invalid time value')
  }
  const jar = { ...createJar(), write }
  const browser = guardBrowser(createHttpBrowser({ browser: 'browser-b', log, jar }), 'browser-b', createTroubles(log))
  onTestFinished(() => browser.close())
  const cookie = {
    name: 'a',
    value: '',
    domain: 'localhost',
    path: '/',
    httpOnly: false,
    secure: false,
    sameSite: 'lax' as const,
  }
  expect(await browser.writeCookie(cookie)).toMatchObject({ ok: false, failure: { code: 'defect' } })
})
