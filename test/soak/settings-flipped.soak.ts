import { expect, test } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { SettingChange } from '../../src/shared/stream/settings.ts'
import { followPanel } from '../e2e/support/panel-stream.ts'
import { temporaryFolder } from '../e2e/support/headless.ts'
import { linkTo } from '../support/panel-link.ts'
import { expectNoMore, heldHeads, heldRow, startProbed } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { heldWhenCalm, soak, stop, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

const key = "SECRET_KEY = 'dev-secret-0123'\n"

/** What an editor may leave in the file; the last two say nothing good, so the settings from before stay in force. */
const edits = [
  `${key}USE_SESSION_STORE = True\n`,
  `${key}# signed cookies\nUSE_SESSION_STORE = False\nSESSION_COOKIE_SAMESITE = 'Lax'\n`,
  `${key}USE_SESSION_STORE = True\nSESSION_COOKIE_HTTPONLY = False\nPERMANENT_SESSION_LIFETIME = 3600\n`,
  `${key}USE_SESSION_STORE = perhaps\n`,
  `${key}SESSION_COOKIE_NAME = '`,
]

const changes: readonly SettingChange[] = [
  { key: 'USE_SESSION_STORE', value: true },
  { key: 'SESSION_COOKIE_SAMESITE', value: 'Strict' },
  { key: 'USE_SESSION_STORE', value: false },
  { key: 'PERMANENT_SESSION_LIFETIME', value: 7_200 },
  { key: 'SECRET_KEY_FALLBACKS', value: ['an-earlier-key'] },
]

test('the settings are flipped', async () => {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'counter.cfg')
  await writeFile(file, edits[0] ?? '')
  const serve = await startProbed(
    ['serve', '--counter-port', '0', '--kv-port', '0', '--panel-port', '0', '--data', folder.path],
    ['counter', 'key-value', 'panel'],
  )
  const { counter = '', 'key-value': kv = '', panel = '' } = serve.urls
  const lab = linkTo(panel)
  const options = { counters: [counter], kvs: [kv], sessions: 'here and there' } as const
  const clear = async (): Promise<void> => {
    expect(await lab.call('log.clear', {})).toMatchObject({ ok: true })
  }
  await warm(() => startTraffic(options))
  await clear()
  const before = await heldWhenCalm(serve)
  const refused = { edits: 0, operations: 0 }
  const { times, traffic } = await soak(
    options,
    async (nth) => {
      if (nth % 2 === 0) {
        const edit = (nth / 2) % edits.length
        if (edit >= 3) refused.edits += 1
        await writeFile(file, edits[edit] ?? '')
        // By then it is in force, or told what is wrong with.
        await pause(300)
        return
      }
      const done = await lab.call(
        'settings.change',
        changes[Math.floor(nth / 2) % changes.length] ?? { key: 'USE_SESSION_STORE', value: true },
      )
      if (done.ok) return
      // In a file with a mistake nothing is changed before that is mended.
      expect(done.failure.code).toBe('refused')
      refused.operations += 1
    },
    [50, 400],
  )
  // What is changed last is in the file, and every reader of the stream knows it.
  await writeFile(file, edits[1] ?? '')
  const stream = followPanel(panel)
  await stream.until('log.began', () => true)
  await expect
    .poll(async () => (await lab.call('settings.change', { key: 'USE_SESSION_STORE', value: true })).ok)
    .toBe(true)
  expect(await readFile(file, 'utf8')).toBe((edits[1] ?? '').replace('= False', '= True'))
  stream.close()
  await clear()
  const after = await heldWhenCalm(serve)
  const reckoning = await reckon(traffic.ledger, kv)
  expectNoMore(before, after)
  await stop(serve)
  await folder.close()
  await report({
    name: 'settings-flipped',
    title: 'The settings are flipped',
    how: `\`sessionscope serve\` under load while its settings changed ${times} times, in turn by an edit of the file and by the panel's operation: sessions in the store and in signed cookies, attributes, lifetimes. ${refused.edits} edits were mistakes: the last good settings stayed in force, and ${refused.operations} operations that came upon such a file were refused. The log was cleared before each measurement.`,
    tables: [
      reckoningTable(traffic.ledger, reckoning),
      { head: heldHeads, rows: [heldRow('`serve`, before', before), heldRow('the same, afterwards', after)] },
    ],
  })
})
