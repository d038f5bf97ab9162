import { expect } from '@playwright/test'
import { test } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

test.use({ carrierName: 'web panel' })
test('pictures', async ({ carrier }) => {
  test.setTimeout(200_000)
  const { panel, call } = carrier
  const { begin, refresh, useStore, exchanges } = createStudent(carrier)
  await begin()
  await refresh('Browser A')
  const url = await carrier.serverUrl('counter')
  await (await fetch(url, { headers: { 'User-Agent': 'curl/8.5.0' } })).text()
  await call('experiment.predict', { experiment: 'too-large', choice: 1 })
  await call('lesson.run', { lesson: 'too-large' })
  await expect(panel.getByText('Your own browsers are back')).toBeVisible({ timeout: 60_000 })
  await refresh('Browser A')
  await refresh('Browser B')
  await useStore()
  await refresh('Browser A')
  await refresh('Browser B')
  await refresh('Browser A')
  const kv = await carrier.serverUrl('key-value')
  await (await fetch(`${kv}?prefix=`, { headers: { 'User-Agent': 'HTTPie/3.2.1' } })).text()
  for (const theme of ['light', 'dark'] as const) {
    await panel.emulateMedia({ colorScheme: theme })
    for (const [width, height] of [
      [1280, 800],
      [1440, 900],
    ] as const) {
      await panel.setViewportSize({ width, height })
      for (const size of ['normal', 'larger']) {
        await panel.evaluate((s) => document.documentElement.setAttribute('data-text-size', s), size)
        await panel.waitForTimeout(400)
        await panel.screenshot({ path: `/tmp/timeline-shots/${theme}-${width}-${size}.png` })
        console.log(
          theme,
          width,
          size,
          await exchanges.evaluate((t) =>
            [
              t.closest('.exchanges')!.clientWidth,
              getComputedStyle(t).fontSize,
              ...[...t.querySelectorAll('th')].map(
                (h) => `${h.className.slice(10)} ${Math.round(h.getBoundingClientRect().width)}`,
              ),
            ].join(', '),
          ),
        )
      }
    }
  }
  await panel.evaluate(() => document.documentElement.setAttribute('data-text-size', 'normal'))
  await exchanges.getByRole('row').filter({ hasText: 'cookie refused' }).last().click()
  await panel.setViewportSize({ width: 1440, height: 900 })
  await panel.emulateMedia({ colorScheme: 'light' })
  await panel.waitForTimeout(400)
  await panel.screenshot({ path: `/tmp/timeline-shots/selected.png` })
})
