import { expect, test } from 'vitest'
import { chooseRuntime } from '../../scripts/lib/electron-choice.mjs'
import type { Probes } from '../../scripts/lib/electron-choice.mjs'

const found =
  <T>(value: T) =>
  () =>
    Promise.resolve(value)
const nothing = found(undefined)

/** A machine that has nothing and reaches nothing, but for what a test says. */
function machine(differences: Partial<Probes>): Probes & { asked: string[] } {
  const asked: string[] = []
  const probes: Probes = {
    given: nothing,
    installed: nothing,
    mayDownload: found(true),
    download: nothing,
    prepared: nothing,
    prepare: undefined,
    ...differences,
  }
  const noted = (name: 'download' | 'prepared', probe: () => Promise<string | undefined>) => () => {
    asked.push(name)
    return probe()
  }
  return {
    ...probes,
    asked,
    download: noted('download', probes.download),
    prepared: noted('prepared', probes.prepared),
  }
}

const all: Partial<Probes> = {
  given: found('/given'),
  installed: found('/own'),
  download: found('/own'),
  prepared: found('/prepared'),
  prepare: found('/prepared'),
}

test('what the environment names comes first', async () => {
  expect(await chooseRuntime(machine(all))).toEqual({ kind: 'given', executable: '/given', isNew: false })
})

test("then Electron's own binary that is already here", async () => {
  const runtime = await chooseRuntime(machine({ ...all, given: nothing }))
  expect(runtime).toEqual({ kind: 'own', executable: '/own', isNew: false })
})

test('then its download, before any stand-in', async () => {
  const runtime = await chooseRuntime(machine({ ...all, given: nothing, installed: nothing }))
  expect(runtime).toEqual({ kind: 'own', executable: '/own', isNew: true })
})

test('where the download fails, the one that was prepared before', async () => {
  const runtime = await chooseRuntime(machine({ prepared: found('/prepared'), prepare: found('/new') }))
  expect(runtime).toEqual({ kind: 'fallback', executable: '/prepared', isNew: false })
})

test('then one that is prepared now', async () => {
  const runtime = await chooseRuntime(machine({ prepare: found('/new') }))
  expect(runtime).toEqual({ kind: 'fallback', executable: '/new', isNew: true })
})

test('a download that failed a short while ago is not tried', async () => {
  const probes = machine({ ...all, given: nothing, installed: nothing, mayDownload: found(false) })
  expect(await chooseRuntime(probes)).toMatchObject({ kind: 'fallback' })
  expect(probes.asked).toEqual(['prepared'])
})

test('a machine that nobody has an Electron for gets none', async () => {
  expect(await chooseRuntime(machine({}))).toBeUndefined()
})
