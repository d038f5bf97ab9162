import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inOrder } from '../../../src/servers/kv/in-order.ts'

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

it('keeps the order and the bound, whatever work ends first', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.nat(), { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      async (scheduler, items, concurrency) => {
        let running = 0
        let most = 0
        const work = async (item: number) => {
          most = Math.max(most, (running += 1))
          await scheduler.schedule(Promise.resolve())
          running -= 1
          return item
        }
        expect(await scheduler.waitFor(collect(inOrder(items, concurrency, work)))).toEqual(items)
        expect(most).toBeLessThanOrEqual(concurrency)
      },
    ),
  )
})

it('fails with the first failure in order', async () => {
  const work = (item: number) => (item < 2 ? Promise.resolve(item) : Promise.reject(new Error(String(item))))
  await expect(collect(inOrder([0, 1, 2, 3, 4], 5, work))).rejects.toThrow('2')
})
