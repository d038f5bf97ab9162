import { describe, expect, it } from 'vitest'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import { sendRaw } from '../../support/serve.ts'
import { bySocks, bySocksAddress, connected, allOf, tapTo } from './support/open-tap.ts'

/** Something that must never be reached, and how often it was. */
const guarded = async (host: string) => {
  let visits = 0
  const server = createServer((socket) => {
    visits += 1
    socket.destroy()
  }).listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, visits: () => visits }
}

const spellings = [
  'evil.example',
  'localhost.',
  'localhost.evil.example',
  'evil-localhost',
  '.localhost',
  'a..localhost',
  '127.0.0.1.nip.io',
  '127.1',
  '0x7f.0.0.1',
  '0x7f000001',
  '0177.0.0.1',
  '127.0.0.01',
  '2130706433',
  '127.0.0.256',
  '0.0.0.0',
  '0',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:0:0:1',
  '::1%lo',
  '[::1]',
  '169.254.169.254',
  '10.0.0.1',
  '192.168.0.1',
  'ｌｏｃａｌｈｏｓｔ',
  'localhost\0.evil.example',
  'localhost/',
  'user@localhost',
  ' localhost',
  '127.0.0.1 ',
  '',
]

describe('where the tap leads to', () => {
  it('is no other machine, whatever its name, and none whose name is spelt as nobody spells it', async () => {
    const target = await guarded('127.0.0.1')
    const tap = await tapTo({ ports: [target.port] })
    for (const host of spellings) {
      const name = Buffer.from(host).toString('latin1')
      expect([host, (await bySocks(tap.port, name, target.port)).reply]).toEqual([host, 2])
      const authority = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
      // A URL knows one spelling with brackets.
      if (host === '[::1]') continue
      const asked = await sendRaw(tap.port, `CONNECT ${authority}:${target.port} HTTP/1.1\r\nHost: x\r\n\r\n`)
      expect([host, asked.slice(0, 12)]).toEqual([host, expect.stringMatching(/^HTTP\/1.1 40[03]$/)])
      const url = await sendRaw(tap.port, `GET http://${authority}:${target.port}/ HTTP/1.1\r\nHost: x\r\n\r\n`)
      expect([host, url.slice(0, 12)]).toEqual([host, expect.stringMatching(/^HTTP\/1.1 4(?:0[03]|21)$/)])
    }
    const addresses = [
      [0, 0, 0, 0],
      [10, 0, 0, 1],
      [128, 0, 0, 1],
      [...Array<number>(10).fill(0), 255, 255, 127, 0, 0, 1],
      [...Array<number>(12).fill(0), 127, 0, 0, 1],
      Array<number>(16).fill(0),
      [0xfe, 0x80, ...Array<number>(13).fill(0), 1],
    ]
    for (const address of addresses)
      expect([address, await bySocksAddress(tap.port, address, target.port)]).toEqual([address, 2])
    expect(target.visits()).toBe(0)
    expect(tap.dialled).toEqual([])
  })

  it('is this machine by its usual addresses', async () => {
    const target = await guarded('127.0.0.1')
    const tap = await tapTo({ ports: [target.port] })
    for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', 'a.b-1.localhost'])
      expect([host, (await bySocks(tap.port, host, target.port)).reply]).toEqual([host, 0])
    expect(await bySocksAddress(tap.port, [127, 0, 0, 1], target.port)).toBe(0)
    expect(target.visits()).toBe(5)
  })

  it('is only the ports that the user named, and never one of the lab, nor the tap itself', async () => {
    const [named, lab] = [await guarded('127.0.0.1'), await guarded('127.0.0.1')]
    const tap = await tapTo({ ports: [named.port, lab.port], ownPorts: [lab.port] })
    for (const port of [lab.port, tap.port, 1, 0]) expect((await bySocks(tap.port, 'localhost', port)).reply).toBe(2)
    const asked = await sendRaw(tap.port, `GET http://localhost:${lab.port}/ HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(asked).toContain("is Sessionscope's own")
    expect(lab.visits()).toBe(0)
  })

  it('is said where nothing listens', async () => {
    const { port } = await guarded('127.0.0.1')
    const tap = await tapTo({ ports: [9] })
    expect((await bySocks(tap.port, 'localhost', 9)).reply).toBe(5)
    expect(await sendRaw(tap.port, 'CONNECT localhost:9 HTTP/1.1\r\n\r\n')).toContain('Nothing listens on localhost:9.')
    expect(tap.dialled).toEqual([
      ['localhost:9', false],
      ['localhost:9', false],
    ])
    expect(port).not.toBe(9)
  })
})

describe('who is no client of a proxy', () => {
  it('is told so in one sentence: a page, a form, a WebSocket', async () => {
    const tap = await tapTo({ ports: [80] })
    const answer = await sendRaw(tap.port, 'GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 421 Misdirected Request\r\n/)
    expect(answer.split('\r\n\r\n')[1]).toBe(
      'This port is a proxy to a web application that Sessionscope watches, and serves no pages itself.\n',
    )
  })

  it.each([
    ['a greeting of SOCKS 4', '\x04\x01\x00\x50\x7f\x00\x00\x01\x00\r\n\r\n'],
    ['TLS', '\x16\x03\x01\x00\x05\r\n\r\n'],
    ['SOCKS with passwords only', '\x05\x01\x02'],
    ['SOCKS that listens', '\x05\x01\x00\x05\x02\x00\x01\x7f\x00\x00\x01\x00\x50'],
    ['SOCKS with an address of no kind', '\x05\x01\x00\x05\x01\x00\x09'],
  ])('is sent away: %s', async (_what, bytes) => {
    const tap = await tapTo({ ports: [80] })
    const socket = await connected(tap.port)
    socket.write(Buffer.from(bytes, 'latin1'))
    await allOf(socket)
    expect(tap.dialled).toEqual([])
  })

  it('has a time in which to say what it wants', async () => {
    const tap = await tapTo({ ports: [80], patience: 50 })
    for (const begun of ['', '\x05', '\x05\x01\x00\x05\x01', 'GET http://localhost/ HTTP/1.1\r\nX: '])
      expect((await allOf(await connectedAndSaid(tap.port, begun))).length).toBeLessThanOrEqual(2)
  })
})

const connectedAndSaid = async (port: number, text: string) => {
  const socket = await connected(port)
  socket.write(Buffer.from(text, 'latin1'))
  return socket
}
