import { expect, test, vi } from 'vitest'
import { createOrderedLink } from '../../../../src/renderer/client/link/ordered-link.ts'
import type { LabLink } from '../../../../src/shared/wire/lab-link.ts'
import { success } from '../../../../src/shared/base/result.ts'
import { eventually } from '../../../support/eventually.ts'

/** A link whose calls end when the test says so. */
const heldLink = () => {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const call: LabLink['call'] = (name) => {
    begun.push(name)
    return new Promise((resolve) => {
      ends.push(() => {
        resolve(success(undefined) as never)
      })
    })
  }
  return { begun, endNext: () => ends.shift()?.(), lab: createOrderedLink({ call, observe: vi.fn() }) }
}

test('what is called after a change of the settings waits until it is in force', async () => {
  const { lab, begun, endNext } = heldLink()
  const change = lab.call('settings.change', { key: 'USE_SESSION_STORE', value: true })
  void lab.call('browser.reload', { browser: 'browser-a' })
  await eventually(() => {
    expect(begun).toEqual(['settings.change'])
  })
  endNext()
  await change
  await eventually(() => {
    expect(begun).toEqual(['settings.change', 'browser.reload'])
  })
})

test('other calls do not wait for each other', async () => {
  const { lab, begun } = heldLink()
  void lab.call('browser.reload', { browser: 'browser-a' })
  void lab.call('browser.reload', { browser: 'browser-b' })
  await eventually(() => {
    expect(begun).toHaveLength(2)
  })
})
