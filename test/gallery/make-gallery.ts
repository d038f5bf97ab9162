import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { it } from 'vitest'
import { recordingLines } from '../../src/shared/recording/write-recording.ts'
import { version } from '../../package.json' with { type: 'json' }
import { startPlayedLab } from '../support/played-lab.ts'
import { states } from './states.ts'

// Not a test: `npm run gallery` plays each state in a real lab and keeps what was observed.
const folder = join(import.meta.dirname, 'recordings')

it.each(Object.entries(states))('%s', async (name, play) => {
  const lab = await startPlayedLab()
  try {
    await play(lab)
    const observations = lab.log.read(0, Infinity)
    const savedAt = observations.at(-1)?.at ?? 0
    await mkdir(folder, { recursive: true })
    const path = join(folder, `${name}.recording.jsonl`)
    await rm(path, { force: true })
    // The folder of this machine is nobody's business.
    const lines = [...recordingLines(observations, { product: version, savedAt })].join('').replaceAll(lab.data, '/lab')
    await writeFile(path, lines)
  } finally {
    await lab.close()
  }
})
