import { fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { claim, type Claim } from '../../../src/servers/files/claim.ts'
import { endWithUs } from '../../support/end-with-us.ts'
import { nodeProgram } from '../../support/node-program.ts'
import { valueOf } from '../../support/serve.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

let program: string
beforeAll(async () => {
  program = await nodeProgram('test/servers/files/support/claiming-process.ts')
})

const newFolder = async (): Promise<string> => {
  const folder = await temporaryFolder()
  onTestFinished(() => folder.remove())
  return folder.path
}

const take = (folder: string, name = 'owner') => claim({ folder, name, say: () => 'here is this test' })

const taken = async (folder: string, name?: string): Promise<Claim> => {
  const own = valueOf(await take(folder, name))
  onTestFinished(() => own.release())
  return own
}

const another = async (folder: string) => {
  const child = endWithUs(fork(program, [folder, 'owner']))
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child, 'message')
  const ask = async (order: 'claim' | 'release'): Promise<unknown> => {
    const said = once(child, 'message')
    child.send(order)
    return ((await said) as [unknown])[0]
  }
  return { child, ask }
}

const ended = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

describe('a claim', () => {
  it('is one process’s, which says who it is, until it gives it back; nothing of it remains', async () => {
    const folder = await newFolder()
    const other = await another(folder)
    expect(await other.ask('claim')).toBe('owner')
    expect(await take(folder)).toEqual({
      ok: false,
      failure: { pid: other.child.pid, says: `here is ${String(other.child.pid)}` },
    })
    expect(await other.ask('release')).toBe('released')
    const own = valueOf(await take(folder))
    expect(await other.ask('claim')).toBe('here is this test')
    await own.release()
    expect(await readdir(folder)).toEqual([])
  })

  it('ends with its process, also one that is killed', async () => {
    const folder = await newFolder()
    const other = await another(folder)
    expect(await other.ask('claim')).toBe('owner')
    await ended(other.child, 'SIGKILL')
    await taken(folder)
    // What the dead one left is gone, too.
    expect(await readdir(folder)).toHaveLength(1)
  })

  it('is not taken for alive because another process has its number now', async () => {
    const folder = await newFolder()
    const path = join(folder, `owner-${process.pid}-0123456789abcdef.sock`)
    const dying = spawn(process.execPath, [
      '-e',
      'require("node:net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))',
      path,
    ])
    await once(dying, 'exit')
    expect(await readdir(folder)).toHaveLength(1)
    await taken(folder)
  })

  it('is one process’s of many that begin at once, and again when that one is gone', async () => {
    const folder = await newFolder()
    let others = await Promise.all(Array.from({ length: 6 }, () => another(folder)))
    while (others.length > 1) {
      const said = await Promise.all(others.map(({ ask }) => ask('claim')))
      const owners = others.filter((_, n) => said[n] === 'owner')
      expect(owners).toHaveLength(1)
      const [owner] = owners
      for (const answer of said) expect(['owner', `here is ${String(owner?.child.pid)}`]).toContain(answer)
      if (owner) await ended(owner.child, 'SIGKILL')
      others = others.filter((one) => one !== owner)
    }
  })

  it('of a process that is stopped is still its claim', async () => {
    const folder = await newFolder()
    const other = await another(folder)
    expect(await other.ask('claim')).toBe('owner')
    other.child.kill('SIGSTOP')
    expect(await take(folder)).toEqual({ ok: false, failure: { pid: other.child.pid, says: undefined } })
  })

  it('is on the folder, by whatever way one comes to it, however long that is', async () => {
    const folder = await newFolder()
    const deep = join(folder, 'x'.repeat(120), 'ü'.repeat(60))
    await mkdir(deep, { recursive: true })
    await symlink(deep, join(folder, 'link'))
    const own = await taken(deep)
    expect(await readdir(deep)).toHaveLength(1)
    expect(await take(join(folder, 'link'))).toMatchObject({ ok: false, failure: { says: 'here is this test' } })
    await own.release()
    await taken(join(folder, 'link'))
    expect(await take(deep)).toMatchObject({ ok: false })
  })

  it('of one thing in a folder is none of another', async () => {
    const folder = await newFolder()
    await taken(folder, 'owner')
    await taken(folder, 'owner-of.cfg')
    await taken(folder, '.(strange).+[name')
    expect(await take(folder, '.(strange).+[name')).toMatchObject({ ok: false })
  })

  it('can be given back while somebody who asked does not take the answer', async () => {
    const folder = await newFolder()
    const own = valueOf(await take(folder))
    const [file = ''] = await readdir(folder)
    const asking = connect({ path: join(folder, file), allowHalfOpen: true })
    onTestFinished(() => void asking.destroy())
    await once(asking, 'connect')
    asking.pause()
    await own.release()
    await taken(folder)
  })

  it('lets be what only looks like one', async () => {
    const folder = await newFolder()
    const plain = [`owner-${process.pid}.sock`, 'owner-x-0123456789abcdef.sock', 'owner']
    for (const name of plain) await writeFile(join(folder, name), 'mine')
    await taken(folder)
    expect(await readdir(folder)).toEqual(expect.arrayContaining(plain))
  })

  it('fails where nothing can be written', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'plain'), '')
    await expect(take(join(folder, 'plain'))).rejects.toThrow(/ENOTDIR/)
  })
})
