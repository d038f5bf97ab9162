import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { expect, it } from 'vitest'

// Nodes are data: whoever compares an id with one that it knows goes silent when there is another subject.

const root = join(import.meta.dirname, '..')

/** The subjects themselves, and the course that is about one of them. */
const mayKnow = ['src/servers/subjects/', 'src/shared/course/']

const known = '[\'"`](?:counter|kv)[\'"`]'
const comparison = new RegExp(`[=!]==?\\s*${known}|\\bcase\\s+${known}|${known}\\s*[=!]==?`)

const comparesIds = (line: string): boolean => comparison.test(line)

it.each(["if (to === 'kv') return", "from !== 'counter' && x", "'kv' === to", "case 'counter':", 'to == "kv"'])(
  'sees the comparison in: %s',
  (line) => {
    expect(comparesIds(line)).toBe(true)
  },
)

it.each(["observeExchanges(app, { server: 'kv' })", "join(data, 'kv')", "role === 'app'", "option === 'kvPort'"])(
  'sees none in: %s',
  (line) => {
    expect(comparesIds(line)).toBe(false)
  },
)

it('nobody but subjects and the course compares the id of a node with one that it knows', async () => {
  const files = (await readdir(join(root, 'src'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => !mayKnow.some((folder) => file.startsWith(folder)))
  const places: string[] = []
  for (const file of files) {
    const lines = (await readFile(join(root, file), 'utf8')).split('\n')
    lines.forEach((line, index) => {
      if (comparesIds(line)) places.push(`${file}:${index + 1}  ask for its role (stream/node.ts): ${line.trim()}`)
    })
  }
  expect(places).toEqual([])
})
