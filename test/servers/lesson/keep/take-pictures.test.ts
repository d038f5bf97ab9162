import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { passed } from '../../../../src/shared/stream/verdict.ts'
import type { Page } from '../../../../src/shared/stream/lab-state.ts'
import type { Look } from '../../../../src/servers/browser/browser-driver.ts'
import { createPictureFolder } from '../../../../src/servers/lesson/keep/picture-folder.ts'
import { openProgressFile } from '../../../../src/servers/lesson/keep/progress-file.ts'
import { createPictureTaker } from '../../../../src/servers/lesson/keep/take-pictures.ts'
import { sha256 } from '../../../../src/servers/files/sha256.ts'
import { newLog } from '../../../support/serve.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const pictureOf = (text: string): Look => ({ kind: 'picture', png: Buffer.from(text), width: 4, height: 3 })
const noPicture: Look = { kind: 'text', text: 'Count: 1', why: 'It draws none.' }

const notYet: Look = { kind: 'text', text: '', why: 'It had drawn nothing.', isForNow: true }
const page: Page = { url: 'http://localhost/a', title: '', state: 'loading' }

const open = async (looks: { a: Look; b: Look }) => {
  const data = await temporaryFolder()
  const progress = await openProgressFile({
    path: join(data.path, 'progress.json'),
    onProblem: (problem) => {
      throw new Error(problem)
    },
  })
  onTestFinished(async () => {
    await progress.close()
    await data.remove()
  })
  const log = newLog()
  const path = join(data.path, 'pictures')
  const folder = createPictureFolder(path)
  const driver = (name: 'a' | 'b') => ({
    look: () => Promise.resolve(looks[name]),
    currentUrl: () => `http://localhost/${name}`,
  })
  const pictures = createPictureTaker({
    browsers: { 'browser-a': driver('a'), 'browser-b': driver('b') },
    folder,
    progress,
    log,
    again: [1, 1, 1],
    onDefect: (thrown) => {
      throw thrown
    },
  })
  onTestFinished(() => {
    pictures.close()
  })
  const pass = (lesson: string) => {
    progress.keep(lesson, { verdict: passed('Seen.', []), at: 1, by: 'hand', observations: [], shown: [] })
  }
  return { pictures, folder, progress, log, pass, path, files: () => readdir(path) }
}

test('a lesson that has passed keeps what both browsers show', async () => {
  const { pictures, folder, progress, pass } = await open({ a: pictureOf('A'), b: noPicture })
  pass('point-1')
  await pictures.take('point-1')
  expect(progress.lessons()['point-1']?.shown).toEqual([
    { browser: 'browser-a', url: 'http://localhost/a', kind: 'picture', sha256: sha256('A'), width: 4, height: 3 },
    { browser: 'browser-b', url: 'http://localhost/b', kind: 'text', text: 'Count: 1', why: 'It draws none.' },
  ])
  expect(await folder.read(sha256('A'))).toEqual(Buffer.from('A'))
})

test('a picture goes when the last lesson that shows it is reset', async () => {
  const looks = { a: pictureOf('A'), b: noPicture }
  const { pictures, progress, pass, files } = await open(looks)
  for (const lesson of ['point-1', 'point-2']) {
    pass(lesson)
    await pictures.take(lesson)
  }
  progress.keep('point-1', undefined)
  await pictures.tidy()
  expect(await files()).toEqual([`${sha256('A')}.png`])
  progress.keep('point-2', undefined)
  await pictures.tidy()
  expect(await files()).toEqual([])
})

test('a lesson that was reset before its picture was there stays reset', async () => {
  const { pictures, progress } = await open({ a: pictureOf('A'), b: noPicture })
  await pictures.take('point-1')
  expect(progress.lessons()).toEqual({})
})

test('a picture that is too large is not kept, and says so', async () => {
  const { pictures, progress, pass } = await open({
    a: { kind: 'picture', png: Buffer.alloc(2_000_001), width: 1, height: 1 },
    b: noPicture,
  })
  pass('point-1')
  await pictures.take('point-1')
  expect(progress.lessons()['point-1']?.shown[0]).toMatchObject({
    kind: 'text',
    why: expect.stringContaining('too large') as string,
  })
})

test('a picture whose file was changed is none any more, and no other file is touched', async () => {
  const { folder, path, files } = await open({ a: noPicture, b: noPicture })
  const digest = await folder.keep(Buffer.from('A'))
  await writeFile(join(path, `${digest}.png`), 'B')
  await writeFile(join(path, 'mine.png'), 'C')
  expect(await folder.read(digest)).toBeUndefined()
  await folder.keepOnly(new Set())
  expect(await files()).toEqual(['mine.png'])
})

test('a browser that had drawn nothing yet is looked at again, as long as its page is the same', async () => {
  const looks: { a: Look; b: Look } = { a: notYet, b: notYet }
  const { pictures, progress, pass, log } = await open(looks)
  const kinds = () => progress.lessons()['point-1']?.shown.map(({ kind }) => kind)
  pass('point-1')
  await pictures.take('point-1')
  expect(kinds()).toEqual(['text', 'text'])
  log.append({ kind: 'page.changed', browser: 'browser-b', page })
  looks.a = pictureOf('A')
  looks.b = pictureOf('another page')
  await expect.poll(kinds).toEqual(['picture', 'text'])
})

test('a browser that never draws is not looked at for ever, nor one that only has a text', async () => {
  let times = 0
  const looks = {
    b: noPicture,
    get a() {
      times += 1
      return notYet
    },
  }
  const { pictures, pass } = await open(looks)
  pass('point-1')
  await pictures.take('point-1')
  await expect.poll(() => times).toBe(4)
  await pictures.settled()
  expect(times).toBe(4)
})

test('nothing is tried again once it is closed', async () => {
  const looks: { a: Look; b: Look } = { a: notYet, b: notYet }
  const { pictures, progress, pass } = await open(looks)
  pass('point-1')
  await pictures.take('point-1')
  pictures.close()
  looks.a = pictureOf('A')
  pass('point-2')
  await pictures.take('point-2')
  expect([progress.lessons()['point-1']?.shown[0]?.kind, progress.lessons()['point-2']?.shown[0]?.kind]).toEqual([
    'text',
    'picture',
  ])
})
