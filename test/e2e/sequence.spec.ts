import { expect } from '@playwright/test'
import { violationsOf } from './support/axe.ts'
import { carrierNames, test, type Carrier } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

const createWalker = (carrier: Carrier) => {
  const { panel } = carrier
  const student = createStudent(carrier)
  const card = panel.getByRole('region', { name: 'The message that is held' })
  const stepSwitch = panel.getByRole('switch', { name: 'Hold each hop' })
  const open = (name: string) => panel.getByRole('tab', { name }).click()
  return {
    ...student,
    card,
    stepSwitch,
    open,
    messages: panel.getByRole('list', { name: 'Messages' }).getByRole('listitem'),
    held: (text: string) => expect(card).toContainText(`held: ${text}`),
    next: () => panel.getByRole('button', { name: 'Next hop' }).click(),
    hold: async () => {
      await open('Sequence')
      await stepSwitch.click()
      await expect(stepSwitch).toBeChecked()
    },
    reload: (name: 'Browser A' | 'Browser B') => student.region(name).getByRole('button', { name: 'Reload' }).click(),
  }
}

const begun = async (carrier: Carrier) => {
  const walker = createWalker(carrier)
  await walker.begin()
  await walker.useStore()
  await walker.refresh('Browser A')
  return walker
}

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('a click is drawn from browser to store and back, and each message leads to its exchange', async ({
      carrier,
    }) => {
      const { open, messages, refresh } = await begun(carrier)
      await refresh('Browser A')
      await open('Sequence')
      await expect(carrier.panel.locator('.lifeline-head')).toHaveText(['Browser A', 'counter', 'key-value'])
      await expect(carrier.panel.locator('.arrow-note').first()).toHaveText(/^Cookie: session=[^…]+$/)
      await expect(messages.last()).toContainText(
        /counter answers Browser A 200 · Count: 2 with Set-Cookie: session=[0-9a-f]{8}…/,
      )
      await expect(messages.filter({ hasText: /^Browser A asks counter GET \/ with its id$/ })).toHaveCount(1)
      await expect(messages.filter({ hasText: /^counter asks key-value POST \/ \{…:\{"count":2\}\}$/ })).toHaveCount(1)
      await messages.last().getByRole('button').focus()
      await carrier.panel.keyboard.press('Enter')
      await carrier.panel.keyboard.press('ArrowUp')
      const detail = carrier.panel.getByRole('region', { name: /Exchange #/ })
      await detail.getByRole('radio', { name: 'Raw' }).click()
      await expect(detail.getByText('POST / HTTP/1.1')).toBeVisible()
      await open('Timeline')
      await expect(carrier.panel.getByRole('row', { selected: true })).toContainText('POST /')
    })

    test('step mode holds a click at each hop, and nothing goes on until Next', async ({ carrier }) => {
      const { panel } = carrier
      const { hold, held, next, reload, card, messages, open, entries, count, stepSwitch } = await begun(carrier)
      const page = await count('Browser A')
      await expect(page).toHaveText('Count: 1')
      await hold()
      await reload('Browser A')
      await held('request of Browser A to the counter')
      await next()
      await held('request of counter to the store')
      await next()
      await held('answer of the store')
      await open('Store')
      await expect(panel.getByRole('tab', { name: 'Sequence' })).toContainText('1 held')
      await expect(entries).toContainText('{"count":1}')
      await open('Sequence')
      await panel.keyboard.press('Space')
      await held('request of counter to the store')
      await open('Store')
      await expect(entries).toContainText('{"count":1}')
      await open('Sequence')
      await panel.keyboard.press('Space')
      await held('answer of the store')
      await open('Store')
      await expect(entries).toContainText('{"count":2}')
      await open('Sequence')
      await panel.keyboard.press('Space')
      await held('answer of the counter')
      await expect(messages.last()).toContainText('held, hop 6: counter answers Browser A 200')
      await panel.keyboard.press('Space')
      await expect(messages.last()).toContainText('counter answers Browser A 200 · Count: 2')
      await expect(page).toHaveText('Count: 2')
      await expect(card).toHaveCount(0)
      await stepSwitch.click()
      await expect(stepSwitch).not.toBeChecked()
    })

    test('the answer of the store is changed while it is held: the page counts on from there, and the log says so', async ({
      carrier,
    }) => {
      const { panel } = carrier
      const { hold, held, next, reload, card, messages, open, entries, count } = await begun(carrier)
      await hold()
      await reload('Browser A')
      await held('request of Browser A to the counter')
      await next()
      await held('request of counter to the store')
      await next()
      await held('answer of the store')
      const body = card.getByRole('textbox', { name: 'Body' })
      await expect(body).toHaveValue(/"count": 1/)
      await body.fill((await body.inputValue()).replace('"count": 1', '"count": 41'))
      await expect(card).toContainText('follows from the body')
      await card.getByRole('button', { name: 'Send it changed' }).click()
      await held('request of counter to the store')
      await panel.keyboard.press('Escape')
      await expect(await count('Browser A')).toHaveText('Count: 42')
      await expect(card).toHaveCount(0)
      await expect(messages.filter({ hasText: 'changed by hand' })).toHaveCount(1)
      await expect(panel.locator('.arrow-by-hand')).toHaveText(['changed by hand'])
      await open('Store')
      await expect(entries).toContainText('{"count":42}')
    })

    test('a request of one’s own is changed, answered by hand, or cut off', async ({ carrier }) => {
      const { held, open, card } = await begun(carrier)
      const kv = await carrier.serverUrl('key-value')
      await open('Sequence')
      await carrier.call('steps.hold', { isOn: true })
      const ask = () => fetch(`${kv}foo`, { headers: { 'User-Agent': 'HTTPie/3.2.1' } })
      const changed = fetch(kv, {
        method: 'POST',
        body: '{"foo":1}',
        headers: { 'User-Agent': 'HTTPie/3.2.1', 'Content-Type': 'application/json' },
      })
      await held('request of HTTPie 3.2.1 to the store')
      await card.getByRole('textbox', { name: 'Body' }).fill('{"foo": "by hand"}')
      await card.getByRole('button', { name: 'Send it changed' }).click()
      await held('answer of the store')
      await card.getByRole('button', { name: 'Send it as it was' }).click()
      expect((await changed).status).toBe(200)
      const refused = ask()
      await held('request of HTTPie 3.2.1 to the store')
      await card.getByRole('button', { name: 'Answer 503' }).click()
      await held('answer of the store')
      await carrier.call('steps.hold', { isOn: false })
      expect((await refused).status).toBe(503)
      expect(await (await ask()).json()).toEqual({ foo: 'by hand' })
      await carrier.call('steps.hold', { isOn: true })
      const cut = ask().catch(() => 'cut')
      await held('request of HTTPie 3.2.1 to the store')
      await card.getByRole('button', { name: 'Cut the connection' }).click()
      expect(await cut).toBe('cut')
    })

    test('drawing and held message are both there in a small window', async ({ carrier }) => {
      const { panel } = carrier
      const { hold, reload, card } = await begun(carrier)
      await hold()
      await reload('Browser A')
      await expect(card).toBeVisible()
      await panel.locator('.sequence-room').evaluate((room) => {
        if (room instanceof HTMLElement) room.style.maxWidth = '640px'
      })
      await expect(panel.locator('.sequence-column')).toBeVisible()
      await card.getByRole('button', { name: 'Send it as it was' }).scrollIntoViewIfNeeded()
      await expect(card.getByRole('button', { name: 'Send it as it was' })).toBeInViewport()
      await panel.locator('.arrow-pill').scrollIntoViewIfNeeded()
      await expect(panel.locator('.arrow-pill')).toBeInViewport()
    })

    test('Escape releases all that is under way; switching it off leaves nothing held', async ({ carrier }) => {
      const { panel } = carrier
      const { hold, held, reload, card, count, stepSwitch, open } = await begun(carrier)
      await hold()
      await reload('Browser A')
      await held('request of Browser A to the counter')
      await open('Sequence')
      await panel.keyboard.press('Escape')
      await expect(await count('Browser A')).toHaveText('Count: 2')
      await reload('Browser A')
      await expect(card).toHaveCount(1)
      await stepSwitch.click()
      await expect(await count('Browser A')).toHaveText('Count: 3')
      await expect(card).toHaveCount(0)
    })

    test('a client of its own is held as well, and a hop that nobody releases goes on by itself', async ({
      carrier,
    }) => {
      const { held, open, card } = await begun(carrier)
      const kv = await carrier.serverUrl('key-value')
      await open('Sequence')
      await carrier.call('steps.hold', { isOn: true, limit: 1_500 })
      const answer = fetch(`${kv}foo`, { headers: { 'User-Agent': 'HTTPie/3.2.1' } })
      await held('request of HTTPie 3.2.1 to the store')
      await held('answer of the store')
      expect((await answer).status).toBe(200)
      await expect(card).toHaveCount(0)
    })

    test('a panel that comes late sees what is held, and can let it go on', async ({ carrier }) => {
      const { hold, held, reload, stepSwitch, count, next } = await begun(carrier)
      await hold()
      await reload('Browser B')
      await held('request of Browser B to the counter')
      await carrier.panel.reload()
      await expect(stepSwitch).toBeChecked()
      await held('request of Browser B to the counter')
      await next()
      await held('request of counter to the store')
      await stepSwitch.click()
      await expect(await count('Browser B')).toHaveText('Count: 1')
    })

    test('the last click is played again in slow motion, without motion for those who want none', async ({
      carrier,
    }) => {
      const { panel } = carrier
      const { open } = await begun(carrier)
      await panel.emulateMedia({ reducedMotion: 'reduce' })
      await open('Sequence')
      await panel.getByRole('button', { name: 'Play slowly' }).click()
      const playback = panel.getByRole('group', { name: 'Playback' })
      await playback.getByRole('button', { name: 'Pause the playback' }).click()
      await expect(playback).toContainText(/hop 1 of \d/)
      await expect(panel.locator('.arrow-dot')).toBeHidden()
      await playback.getByRole('button', { name: 'One hop on' }).click()
      await expect(playback).toContainText(/hop 2 of \d/)
      await playback.getByRole('button', { name: 'End the playback' }).click()
      await expect(playback).toHaveCount(0)
    })

    for (const theme of ['light', 'dark'] as const) {
      test(`has no accessibility faults, ${theme}`, async ({ carrier }) => {
        const { panel } = carrier
        await panel.emulateMedia({ colorScheme: theme })
        const { hold, reload, card, messages } = await begun(carrier)
        await hold()
        await messages.last().getByRole('button').click()
        await reload('Browser A')
        await expect(card).toHaveCount(1)
        expect(await violationsOf(panel, '.inspector')).toEqual([])
      })
    }
  })
}
