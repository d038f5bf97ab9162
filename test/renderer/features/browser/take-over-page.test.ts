// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { takeOverPage } from '../../../../src/renderer/features/browser/take-over-page.ts'
import type { SubmittedForm } from '../../../../src/shared/wire/contract.ts'
import { find } from '../../../support/find.ts'

const watch = (html: string) => {
  const frame = document.createElement('iframe')
  const page = document.implementation.createHTMLDocument()
  Object.defineProperty(frame, 'contentDocument', { value: page })
  page.body.innerHTML = html
  const [opened, submitted]: [string[], SubmittedForm[]] = [[], []]
  const stop = takeOverPage(frame, {
    onOpen: (address) => opened.push(address),
    onSubmit: (form) => submitted.push(form),
  })
  return { page, opened, submitted, stop }
}

describe('takeOverPage', () => {
  it('takes over links, also when something inside them is clicked', () => {
    const { page, opened } = watch('<a href="/next"><b>on</b></a><p>no link</p>')
    find(page, 'b').click()
    find(page, 'p').click()
    expect(opened).toEqual(['/next'])
  })

  it.each([
    [
      '<form method="POST" action="/reset"><input type="submit" value="Reset"></form>',
      { method: 'post', action: '/reset', fields: [] },
    ],
    [
      '<form><input name="a" value="1"><input name="a" value="2"></form>',
      {
        method: 'get',
        action: '',
        fields: [
          ['a', '1'],
          ['a', '2'],
        ],
      },
    ],
  ])('takes over %s', (html, expected) => {
    const { page, submitted } = watch(html)
    const event = new Event('submit', { bubbles: true, cancelable: true })
    find(page, 'form').dispatchEvent(event)
    expect(submitted).toEqual([expected])
    expect(event.defaultPrevented).toBe(true)
  })

  it('gives them back', () => {
    const { page, opened, stop } = watch('<a href="/next">on</a>')
    stop()
    find(page, 'a').addEventListener('click', (event) => {
      event.preventDefault()
    })
    find(page, 'a').click()
    expect(opened).toEqual([])
  })
})
