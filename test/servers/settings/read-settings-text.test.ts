import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readSettingsText } from '../../../src/servers/settings/read-settings-text.ts'

const newFile = async (text: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'settings-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'counter.cfg')
  await writeFile(path, text)
  return path
}

it('waits for an editor that has emptied the file to fill it', async () => {
  const path = await newFile('')
  const filled = readSettingsText(path, () => writeFile(path, "SECRET_KEY = 'after'\n"))
  expect(await filled).toEqual({ ok: true, value: "SECRET_KEY = 'after'\n" })
})

it('believes that a file is empty which stays so', async () => {
  expect(await readSettingsText(await newFile(''))).toEqual({ ok: true, value: '' })
})
