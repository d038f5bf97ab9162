import { programHeaders, type Load } from './load.ts'

/** Keys that sort in the order of their numbers, `name:0000000` and so on. */
export const numberedKey = (name: string, number: number): string => `${name}:${String(number).padStart(7, '0')}`

const batch = 10_000

/** Sets so many keys of a key-value service, many a request. */
export const fill = async (url: string, name: string, count: number): Promise<void> => {
  for (let from = 0; from < count; from += batch) {
    const numbers = Array.from({ length: Math.min(batch, count - from) }, (_, at) => from + at)
    const body = JSON.stringify(
      Object.fromEntries(numbers.map((number) => [numberedKey(name, number), { count: number }])),
    )
    const answer = await fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
    if (!answer.ok) throw new Error(`${url} answered ${answer.status} to ${count} keys`)
    await answer.arrayBuffer()
  }
}

const shotsOfEach = 500

/** Different keys for each client, spread over all that there are. */
const spread = (
  clients: number,
  count: number,
  shot: (number: number) => Load['clients'][number][number],
): Load['clients'] =>
  Array.from({ length: clients }, (_, client) =>
    Array.from({ length: shotsOfEach }, (_, at) =>
      shot(Math.floor(((at * clients + client) * count) / (clients * shotsOfEach))),
    ),
  )

/** Reads of keys that {@link fill} set. */
export const reads = (url: string, clients: number, name: string, count: number): Load => ({
  url,
  clients: spread(clients, count, (number) => ({
    method: 'GET',
    path: `/${numberedKey(name, number)}`,
    headers: programHeaders,
  })),
})

/** Writes of keys that {@link fill} set. */
export const writes = (url: string, clients: number, name: string, count: number): Load => ({
  url,
  clients: spread(clients, count, (number) => ({
    method: 'POST',
    path: '/',
    headers: { ...programHeaders, 'Content-Type': 'application/json' },
    body: JSON.stringify({ [numberedKey(name, number)]: { count: number + 1 } }),
  })),
})

/** Queries for a hundred keys each of those that {@link fill} set. */
export const prefixQueries = (url: string, clients: number, name: string, count: number): Load => ({
  url,
  clients: spread(clients, count, (number) => ({
    method: 'GET',
    path: `/?prefix=${numberedKey(name, number).slice(0, -2)}`,
    headers: programHeaders,
  })),
})
