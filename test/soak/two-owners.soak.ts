import { expect, test } from '@playwright/test'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { linkTo } from '../support/panel-link.ts'
import { temporaryFolder } from '../e2e/support/headless.ts'
import { sessionscope } from '../e2e/support/run-program.ts'
import { expectNoMore, heldHeads, heldRow, startProbed } from './support/probed.ts'
import { reckon, reckoningTable } from './support/reckon.ts'
import { report } from './support/report.ts'
import { heldWhenCalm, kill, soak, stop, warm } from './support/scene.ts'
import { startTraffic } from './support/traffic.ts'

const kills = 5

test('two owners', async () => {
  const folder = await temporaryFolder()
  const elsewhere = await temporaryFolder()
  const config = join(folder.path, 'counter.cfg')
  await writeFile(config, "SECRET_KEY = 'dev-secret-0123'\nUSE_SESSION_STORE = True\n")
  const serveOn = (data: string) => [
    'serve',
    '--counter-port',
    '0',
    '--kv-port',
    '0',
    '--panel-port',
    '0',
    '--data',
    data,
    '--config',
    config,
  ]
  const start = (data: string) => startProbed(serveOn(data), ['counter', 'key-value', 'panel'])
  // One has the folder; the other has one of its own, and the same settings.
  const owner = await start(folder.path)
  const other = await start(elsewhere.path)
  const labs = [owner, other].map(({ urls }) => linkTo(urls['panel'] ?? ''))
  const { counter = '', 'key-value': kv = '' } = owner.urls
  const options = { counters: [counter], kvs: [kv] }
  await warm(() => startTraffic(options))
  const clear = async (): Promise<void> => {
    for (const lab of labs) expect(await lab.call('log.clear', {})).toMatchObject({ ok: true })
  }
  await clear()
  const before = await heldWhenCalm(owner)
  let changes = 0
  const { times, traffic } = await soak(
    options,
    async (nth) => {
      const third = await sessionscope(serveOn(folder.path))
      expect([third.code, third.stdout]).toEqual([1, ''])
      expect(third.stderr).toMatch(
        new RegExp(
          `^sessionscope: [^\\n]+ in use by sessionscope serve \\(process ${String(owner.process.pid)}\\) since [^\\n]+\\n$`,
        ),
      )
      const changed = await Promise.all([
        labs[0]?.call('settings.change', { key: 'PERMANENT_SESSION_LIFETIME', value: 3_600 + nth }),
        labs[1]?.call('settings.change', { key: 'SECRET_KEY_FALLBACKS', value: [`key-${String(nth)}`] }),
      ])
      expect(changed).toMatchObject([{ ok: true }, { ok: true }])
      changes += changed.length
      const text = await readFile(config, 'utf8')
      expect(text).toContain(`PERMANENT_SESSION_LIFETIME = ${String(3_600 + nth)}\n`)
      expect(text).toContain(`SECRET_KEY_FALLBACKS = ['key-${String(nth)}']\n`)
    },
    [50, 800],
  )
  await clear()
  const after = await heldWhenCalm(owner)
  const reckoning = await reckon(traffic.ledger, kv)
  expectNoMore(before, after)
  // However its owner ends, the folder is free at once, and what was acknowledged is there.
  let current = owner
  for (let nth = 0; nth < kills; nth += 1) {
    await kill(current)
    current = await start(folder.path)
  }
  await reckon(traffic.ledger, current.urls['key-value'] ?? '')
  await stop(current, other)
  await folder.close()
  await elsewhere.close()
  await report({
    name: 'two-owners',
    title: 'Two owners',
    how: `\`sessionscope serve\` under load, while ${times} times another one was started on its data folder: each was told who has it, and ended with 1. A lab on another data folder shared the settings file; both changed it at the same moment, ${changes} changes in all, and each was in the file right after it was acknowledged. At the end the owner was killed (SIGKILL) ${kills} times, and a new one started at once.`,
    tables: [
      reckoningTable(traffic.ledger, reckoning),
      { head: heldHeads, rows: [heldRow('the owner, before', before), heldRow('the same, afterwards', after)] },
    ],
  })
})
