import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { digestOf, isTemplate, openExerciseFile } from '../../../src/servers/exercise/exercise-file.ts'
import { exerciseTemplate, workedSolution } from '../../../src/servers/exercise/exercise-texts.ts'
import { exerciseMethods, lineOfMethod, unwrittenMethods } from '../../../src/shared/stream/exercise-source.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const now = Date.UTC(2026, 10, 25, 13, 30, 12)

const open = async (prepare: (folder: string) => Promise<unknown> = () => Promise.resolve()) => {
  const temporary = await temporaryFolder()
  const folder = temporary.path
  await prepare(folder)
  const file = valueOf(await openExerciseFile({ folder, clock: { now: () => now } }))
  onTestFinished(async () => {
    await file.close()
    await temporary.remove()
  })
  /** Resolves at the next change. */
  const changed = () =>
    new Promise<void>((resolve) => {
      const stop = file.follow(() => {
        stop()
        resolve()
      })
    })
  return {
    folder,
    file,
    changed,
    onDisk: () => readFile(file.path, 'utf8'),
    edit: (text: string) => writeFile(file.path, text),
  }
}

describe('the file of the exercise', () => {
  it('is made from the template, in which three methods are not implemented', async () => {
    const { file, onDisk } = await open()
    expect([await onDisk(), file.current().source]).toEqual([exerciseTemplate, exerciseTemplate])
    expect(unwrittenMethods(exerciseTemplate)).toEqual(exerciseMethods)
    expect(unwrittenMethods(workedSolution)).toEqual([])
    expect(exerciseTemplate.split('\n')[(lineOfMethod(exerciseTemplate, 'getKey') ?? 0) - 1]).toContain(
      'getKey(key: string)',
    )
  })

  it('stays what it is when it is there already', async () => {
    const { file, onDisk } = await open((folder) => writeFile(join(folder, 'key-value-session-store.ts'), '// mine'))
    expect([await onDisk(), file.current().source]).toEqual(['// mine', '// mine'])
  })

  it('takes in what any editor saves', async () => {
    const { file, changed, edit } = await open()
    const change = changed()
    await edit('// from an editor')
    await change
    expect(file.current()).toMatchObject({ source: '// from an editor', problem: undefined })
  })

  it('is written in place of the version that was seen, and of no other', async () => {
    const { file, onDisk, edit } = await open()
    valueOf(await file.write('// one', digestOf(exerciseTemplate)))
    await edit('// elsewhere')
    expect(await file.write('// two', digestOf('// one'))).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(await onDisk()).toBe('// elsewhere')
    expect(file.current().source).toBe('// elsewhere')
    valueOf(await file.write('// two', digestOf('// elsewhere')))
    expect(await onDisk()).toBe('// two')
  })

  it('takes one of many edits at the same time, and refuses the others', async () => {
    const { file, onDisk } = await open()
    const results = await Promise.all(
      ['// a', '// b', '// c'].map((source) => file.write(source, digestOf(exerciseTemplate))),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await onDisk()).toBe('// a')
  })

  it('keeps a copy of what it is reset from, each under a name of its own', async () => {
    const { folder, file, onDisk } = await open()
    valueOf(await file.reset())
    expect(await readdir(folder)).toHaveLength(1)
    for (const mine of ['// mine', '// mine again']) {
      valueOf(await file.write(mine, digestOf(exerciseTemplate)))
      valueOf(await file.reset())
      expect(await onDisk()).toBe(exerciseTemplate)
      expect(await readFile(file.current().keptAs ?? '', 'utf8')).toBe(mine)
    }
    expect((await readdir(folder)).sort()).toEqual([
      'key-value-session-store.20261125-133012-2.ts',
      'key-value-session-store.20261125-133012.ts',
      'key-value-session-store.ts',
    ])
  })

  it('keeps a copy of what it is written over unseen', async () => {
    const { file, edit } = await open()
    await edit('// mine')
    valueOf(await file.write('// theirs'))
    expect(await readFile(file.current().keptAs ?? '', 'utf8')).toBe('// mine')
  })

  it('shows a solution only in place of the template', async () => {
    const { file, onDisk, edit } = await open()
    valueOf(await file.replaceTemplate(workedSolution))
    expect(await onDisk()).toBe(workedSolution)
    await edit('// mine')
    expect(await file.replaceTemplate(workedSolution)).toMatchObject({ ok: false, failure: { code: 'conflict' } })
    expect(await onDisk()).toBe('// mine')
    expect(isTemplate(exerciseTemplate.replaceAll('\n', '\r\n'))).toBe(true)
  })

  it.each<[string, RegExp, (path: string) => Promise<unknown>]>([
    ['is gone', /is gone/, (path) => rm(path)],
    ['is no text', /UTF-8/, (path) => writeFile(path, Buffer.from([0xff, 0xfe, 0x41]))],
    ['is far too long', /more than 100000/, (path) => writeFile(path, 'x'.repeat(100_001))],
    ['is a folder', /cannot be read/, (path) => rm(path).then(() => mkdir(path))],
  ])('that %s leaves the version from before in use, and says so', async (_name, problem, spoil) => {
    const { file, changed } = await open()
    const change = changed()
    await spoil(file.path)
    await change
    expect(file.current().source).toBe(exerciseTemplate)
    expect(file.current().problem).toMatch(problem)
  })

  it('that cannot be made is told in words', async () => {
    const temporary = await temporaryFolder()
    onTestFinished(() => temporary.remove())
    const path = join(temporary.path, 'file')
    await writeFile(path, '')
    expect(await openExerciseFile({ folder: path, clock: { now: () => now } })).toMatchObject({
      ok: false,
      failure: { code: 'unavailable' },
    })
  })
})
