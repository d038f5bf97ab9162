import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, readdir, readFile, stat, statfs, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { tidyUnfinished, writeWhole } from '../../../src/servers/files/write-whole.ts'
import { endWithUs } from '../../support/end-with-us.ts'
import { nodeProgram } from '../../support/node-program.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

describe('writing a file as a whole', () => {
  it('leaves the file and nothing else, with its permissions and behind its link', async () => {
    const folder = await newFolder()
    const [path, link] = [join(folder, 'file'), join(folder, 'link')]
    await writeWhole(path, 'first', { mode: 0o600 })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    await chmod(path, 0o640)
    await symlink('file', link)
    await writeWhole(link, Buffer.from('second'), { mode: 0o600 })
    expect([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777, (await readdir(folder)).sort()]).toEqual([
      'second',
      0o640,
      ['file', 'link'],
    ])
  })

  it('is refused over what is no file, which stays', async () => {
    const folder = await newFolder()
    await mkdir(join(folder, 'folder'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    await symlink('/dev/null', join(folder, 'device'))
    await expect(writeWhole(join(folder, 'folder'), '')).rejects.toThrow('it is a folder, not a file')
    await expect(writeWhole(join(folder, 'pipe'), '')).rejects.toThrow('it is a pipe, not a file')
    await expect(writeWhole(join(folder, 'device'), '')).rejects.toThrow('it is a device, not a file')
    expect((await readdir(folder)).sort()).toEqual(['device', 'folder', 'pipe'])
  })

  it('leaves the old file, whole, when only a part of the new one finds room', async ({ skip }) => {
    const folder = await newFolder()
    const disk = join(folder, 'disk')
    await mkdir(disk)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' })
    } catch {
      skip('a small disk can only be mounted by root')
    }
    onTestFinished(() => void execFileSync('umount', [disk]))
    const path = join(disk, 'file')
    const [before, after] = ['b'.repeat(60_000), 'a'.repeat(120_000)]
    await writeWhole(path, before)
    const { bavail, bsize } = await statfs(disk)
    await writeFile(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - 40_000))
    await expect(writeWhole(path, after)).rejects.toThrow(/^ENOSPC/)
    expect([(await readFile(path, 'utf8')) === before, (await readdir(disk)).sort()]).toEqual([
      true,
      ['ballast', 'file'],
    ])
  })
})

describe('what a killed process had begun to write', () => {
  let program: string
  beforeAll(async () => {
    program = await nodeProgram('test/servers/files/support/writing-process.ts')
  })

  it('is removed, and nothing that others have put there', async () => {
    const folder = await newFolder()
    const path = join(folder, 'counter.cfg')
    const others = [
      'counter.cfg.1',
      'counter.cfg.20261130',
      'counter.cfg.3141592653',
      'counter.cfg~',
      'counter.cfg.sessionscope-1',
      'x.sessionscope-12-0123456789abcdef.bak',
    ]
    for (const name of others) await writeFile(join(folder, name), 'mine')
    for (let kills = 0; (await readdir(folder)).length < others.length + 2; kills += 1) {
      expect(kills, 'kills that left nothing behind').toBeLessThan(200)
      const child = endWithUs(spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] }))
      await once(child.stdout, 'data')
      child.kill('SIGKILL')
      await once(child, 'exit')
      // The file itself is never half.
      expect(await readFile(path, 'utf8')).toMatch(/^(\d)\1{9999}$/)
    }
    await tidyUnfinished(folder, (name) => name === 'progress.json')
    expect(await readdir(folder)).toHaveLength(others.length + 2)
    await tidyUnfinished(folder, (name) => name === 'counter.cfg')
    expect((await readdir(folder)).sort()).toEqual([...others, 'counter.cfg'].sort())
  })
})
