import { expect, type Locator } from '@playwright/test'
import { carrierNames, test, type Carrier } from './support/carriers.ts'
import { createStudent } from './support/student.ts'

const many = 300

/** The exchanges of a lab in which a client has asked the key-value service three hundred times. */
const crowded = async (carrier: Carrier) => {
  const { begin, exchanges } = createStudent(carrier)
  await begin()
  const url = await carrier.serverUrl('key-value')
  const ask = async (key: string): Promise<void> => {
    await (await fetch(`${url}${key}`, { headers: { 'User-Agent': 'crowd/1' } })).text()
  }
  for (let sent = 1; sent < many; sent += 1) await ask(`key${sent}`)
  await ask('last')
  const rowOf = (key: string) =>
    exchanges.getByRole('row').filter({ has: carrier.panel.getByRole('cell', { name: `GET /${key}`, exact: true }) })
  await expect(rowOf('last')).toBeInViewport()
  return {
    exchanges,
    ask,
    rowOf,
    drawn: exchanges.locator('[data-exchange]'),
    jump: carrier.panel.getByRole('button', { name: 'Jump to the newest' }),
  }
}

/** Texts of cells that reach into the next one, and how many end with an ellipsis. */
const spills = (exchanges: Locator): Promise<{ spilling: string[]; cut: number }> =>
  exchanges.locator('[data-exchange] td').evaluateAll((cells) => {
    const range = document.createRange()
    const endOf = (cell: Element): number => {
      range.selectNodeContents(cell)
      return range.getBoundingClientRect().right
    }
    const isClipped = (cell: Element): boolean => getComputedStyle(cell).overflowX === 'clip'
    const long = cells.filter(
      (cell) =>
        endOf(cell) > cell.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(cell).paddingRight) + 0.5,
    )
    return {
      spilling: long.filter((cell) => !isClipped(cell)).map(({ textContent }) => textContent),
      cut: long.filter(isClipped).length,
    }
  })

for (const carrierName of carrierNames) {
  test.describe(`in the ${carrierName}`, () => {
    test.use({ carrierName })

    test('many exchanges follow their end until somebody scrolls up, and again after a jump', async ({ carrier }) => {
      const { panel } = carrier
      const { exchanges, ask, rowOf, drawn, jump } = await crowded(carrier)
      expect(await drawn.count()).toBeLessThan(100)
      await expect(exchanges).toHaveAttribute('aria-rowcount', String(many + 3))
      await expect(jump).toBeHidden()

      await rowOf('last').hover()
      await panel.mouse.wheel(0, -3_000)
      await expect(jump).toBeVisible()
      await expect(rowOf('key195')).toBeInViewport()
      const place = await rowOf('key195').boundingBox()
      await ask('meanwhile')
      await expect(exchanges).toHaveAttribute('aria-rowcount', String(many + 4))
      expect(await rowOf('key195').boundingBox()).toEqual(place)

      await jump.click()
      await expect(rowOf('meanwhile')).toBeInViewport()
      await expect(jump).toBeHidden()
      await ask('after')
      await expect(rowOf('after')).toBeInViewport()
    })

    test('no text of a row reaches into the next column, however wide its characters', async ({ carrier }) => {
      const { begin, exchanges } = createStudent(carrier)
      await begin()
      const url = await carrier.serverUrl('key-value')
      for (const letter of ['i', 'W', '%E6%BC%A2', '@']) {
        for (const length of [4, 9, 12, 16, 24, 40]) {
          const key = letter.repeat(length)
          const headers = {
            'User-Agent': (letter.startsWith('%') ? 'M' : letter).repeat(length),
            'Content-Type': 'application/json',
          }
          await (await fetch(`${url}${key}`, { headers })).text()
          await (
            await fetch(url, {
              method: 'POST',
              headers,
              body: JSON.stringify({ [decodeURIComponent(letter)]: decodeURIComponent(key) }),
            })
          ).text()
        }
      }
      await expect(exchanges.getByRole('row').last()).toContainText('POST /')
      await expect(exchanges).toHaveAttribute('aria-rowcount', String(1 + 2 + 48))
      await exchanges.getByRole('row').last().click()
      for (const key of ['End', 'PageUp', 'PageUp', 'PageUp', 'Home']) {
        await carrier.panel.keyboard.press(key)
        const { spilling, cut } = await spills(exchanges)
        expect(spilling).toEqual([])
        expect(cut).toBeGreaterThan(0)
      }
    })

    test('the keyboard reaches each of many exchanges, and none loses the focus by being scrolled away', async ({
      carrier,
    }) => {
      const { panel } = carrier
      const { exchanges, rowOf, jump } = await crowded(carrier)
      const focused = exchanges.locator('[data-exchange]:focus')
      await rowOf('last').click()
      await panel.keyboard.press('Home')
      await expect(focused).toHaveAttribute('aria-rowindex', '2')
      await expect(focused).toBeInViewport({ ratio: 1 })
      for (const [key, index] of [
        ['ArrowDown', 3],
        ['PageDown', 13],
        ['PageDown', 23],
        ['PageDown', 33],
        ['PageUp', 23],
      ] as const) {
        await panel.keyboard.press(key)
        await expect(focused).toHaveAttribute('aria-rowindex', String(index))
        await expect(focused).toBeInViewport({ ratio: 1 })
      }
      await expect(jump).toBeVisible()
      await jump.click()
      await expect(rowOf('last')).toBeInViewport()
      // Without its scrolling, as if the key came before that was heard.
      await exchanges.locator('[aria-selected="true"]').evaluate((row: HTMLElement) => {
        row.focus({ preventScroll: true })
      })
      await panel.keyboard.press('ArrowUp')
      await expect(focused).toHaveAttribute('aria-rowindex', '22')
      await expect(focused).toBeInViewport({ ratio: 1 })
      await panel.keyboard.press('End')
      await expect(focused).toHaveAttribute('aria-rowindex', String(many + 3))
      await expect(focused).toBeInViewport({ ratio: 1 })
    })

    test('a row that the keyboard came to keeps the focus while exchanges pour in below it', async ({ carrier }) => {
      const { panel } = carrier
      const { exchanges, ask, rowOf, jump } = await crowded(carrier)
      const focused = exchanges.locator('[data-exchange]:focus')
      await panel.mouse.move(0, 0)
      await expect(exchanges.locator('[aria-selected="true"]')).toHaveCount(0)
      await exchanges.locator('[data-exchange][tabindex="0"]').focus()
      await expect(focused).toHaveAttribute('aria-rowindex', String(many + 3))
      for (let sent = 1; sent <= 100; sent += 1) await ask(`more${sent}`)
      await expect(rowOf('more100')).toBeInViewport()
      await expect(jump).toBeHidden()
      await expect(focused).toHaveAttribute('aria-rowindex', String(many + 3))
      await panel.keyboard.press('ArrowUp')
      await expect(focused).toHaveAttribute('aria-rowindex', String(many + 2))
      await expect(focused).toBeInViewport({ ratio: 1 })

      await panel.keyboard.press('Escape')
      await panel.keyboard.press('Shift+Tab')
      await expect(focused).toHaveCount(0)
      await panel.keyboard.press('Tab')
      await expect(focused).toHaveAttribute('aria-rowindex', String(many + 103))
    })
  })
}
