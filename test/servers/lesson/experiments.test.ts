import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldAll } from '../../../src/shared/stream/fold.ts'
import { baselineFold } from '../../../src/shared/folds/baseline.ts'
import { evidenceSlice } from '../../../src/shared/course/evidence-slice.ts'
import { experimentsOf } from '../../../src/shared/course/course.ts'
import { courses } from '../../../src/shared/course/courses.ts'
import { lessonRecordFold, recordAfter } from '../../../src/shared/course/record.ts'
import type { ObservationOf } from '../../../src/shared/stream/observation.ts'
import { serveApp } from '../../../src/servers/http/serve-app.ts'
import { startPlayedLab, type PlayedLab } from '../../support/played-lab.ts'
import { valueOf } from '../../support/serve.ts'
import { isKind, observed } from '../../support/wait-for.ts'

// What a student may have written, with comments, order and ends of line of their own.
const settings =
  '# mine\r\nSESSION_COOKIE_NAME = "sid"  # short\r\nUSE_SESSION_STORE = True\r\n\r\nSECRET_KEY = None\r\n'

const feasible = experimentsOf(courses[0]).filter(({ needsNative }) => needsNative === undefined)

let lab: PlayedLab
const all = () => lab.log.read(0, Number.MAX_SAFE_INTEGER)
const now = () => foldAll(baselineFold, all())
const dump = async (): Promise<unknown> => valueOf(await lab.dispatch('entries.dump', { prefix: '' }))
const settingsText = (): Promise<string> => readFile(join(lab.data, 'counter.cfg'), 'utf8')
const isGone = (name: string): Promise<boolean> =>
  stat(join(lab.data, name)).then(
    () => false,
    () => true,
  )

/** Lets a run by steps do so many of them. */
const goOn = async (lesson: string, steps: number): Promise<void> => {
  const awaits = (index: number) =>
    observed(
      lab.log,
      (one): one is ObservationOf<'run.awaits'> =>
        one.kind === 'run.awaits' && one.lesson === lesson && one.index === index,
    )
  for (let index = 0; index < steps; index += 1) {
    await awaits(index)
    valueOf(await lab.dispatch('run.next', { isDone: false }))
  }
  await awaits(steps)
}

beforeAll(async () => {
  lab = await startPlayedLab()
  await writeFile(join(lab.data, 'counter.cfg'), settings)
  await observed(lab.log, isKind('settings.changed'))
  valueOf(await lab.dispatch('browser.reload', { browser: 'browser-a' }))
  valueOf(await lab.dispatch('entry.write', { key: 'foo', value: '"bar"', condition: { state: 'absent' } }))
})
afterAll(() => lab.close())

describe('an experiment on simulated browsers', () => {
  it.each(feasible.map((experiment) => [experiment.id, experiment] as const))(
    '%s comes out, on its evidence alone, too, and leaves everything as it was',
    async (id, { check }) => {
      const before = {
        dump: await dump(),
        jars: now().jars,
        pages: now().pages,
        nodes: now().nodes,
        settings: now().settings,
      }
      const began = lab.log.newest()
      await lab.play(id)
      const told = all().filter((one) => one.sequence > began)
      expect(told.filter(isKind('run.ended'))).toMatchObject([{ lesson: id, outcome: 'done' }])
      const verdict = told.findLast((one) => one.kind === 'lesson.judged' && one.lesson === id)
      expect(verdict).toMatchObject({ judged: { by: 'run', verdict: { state: 'passed' } } })

      const record = recordAfter(foldAll(lessonRecordFold, all()), began)
      const evidence =
        verdict?.kind === 'lesson.judged' && verdict.judged.verdict.state === 'passed'
          ? verdict.judged.verdict.evidence
          : []
      expect(check(foldAll(lessonRecordFold, evidenceSlice(record, evidence)))).toMatchObject({ state: 'passed' })

      expect(await settingsText()).toBe(settings)
      expect({
        dump: await dump(),
        jars: now().jars,
        pages: now().pages,
        nodes: now().nodes,
        settings: now().settings,
      }).toEqual(before)
      expect(await isGone('restore.json')).toBe(true)
    },
  )

  it('keeps what others write meanwhile, into the store and into the settings file, and still takes its own changes back', async () => {
    valueOf(await lab.dispatch('lesson.run', { lesson: 'copied-id', isByStep: true }))
    await goOn('copied-id', 2)
    await writeFile(join(lab.data, 'counter.cfg'), `${await settingsText()}LOCK_SESSIONS = False\r\n`)
    await fetch(lab.kv.url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"theirs":1}' })
    await fetch(lab.counter.url)
    const before = now().entries.byKey.size
    valueOf(await lab.dispatch('run.stop', {}))
    expect(await settingsText()).toBe(`${settings}LOCK_SESSIONS = False\r\n`.replace('"sid"', "'sid'"))
    expect(now().entries.byKey.has('theirs')).toBe(true)
    // Of the sessions only Browser A's is gone; that of the program that asked meanwhile is none of ours.
    expect(now().entries.byKey.size).toBe(before - 1)
    await writeFile(join(lab.data, 'counter.cfg'), settings)
    await expect.poll(() => now().settings.LOCK_SESSIONS).toBe(true)
  })

  it('says so when not everything can be put back, and tries again at the next start', async () => {
    valueOf(await lab.dispatch('lesson.run', { lesson: 'store-down', isByStep: true }))
    await goOn('store-down', 4)
    // Somebody else takes the port while the service is stopped.
    const thief = valueOf(
      await serveApp((_request, response) => response.end(), { host: '127.0.0.1', port: lab.kv.port }),
    )
    valueOf(await lab.dispatch('run.stop', {}))
    expect(all().findLast(isKind('run.ended'))).toMatchObject({
      outcome: 'failed',
      problem: expect.stringContaining('taken by another program') as unknown,
    })
    expect(await settingsText()).toBe(settings)
    expect(await isGone('restore.json')).toBe(false)
    await thief.close(0)
    await lab.play('store-down')
    expect(await isGone('restore.json')).toBe(true)
    expect(now().nodes).toMatchObject([{ state: 'listening' }, { state: 'listening' }])
  })
})
