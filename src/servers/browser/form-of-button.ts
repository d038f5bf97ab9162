import { parse, type HTMLElement } from 'node-html-parser'
import type { SubmittedForm } from '../../shared/contract.ts'

/**
 * The form that the button of this name submits, with the fields that a browser would send (HTML, "Constructing the
 * entry list"); undefined where the page has no such button.
 */
export const formOfButton = (html: string, name: string): SubmittedForm | undefined => {
  const page = parse(html)
  const button = page.querySelectorAll('button, input[type=submit]').find((element) => nameOf(element) === name)
  const form = button?.closest('form')
  if (button === undefined || form === null || form === undefined) return undefined
  const sent = form.querySelectorAll('input, textarea, select').filter((element) => isSent(element, button))
  return {
    method: form.getAttribute('method')?.toLowerCase() === 'post' ? 'post' : 'get',
    action: form.getAttribute('action') ?? '',
    fields: sent.map((element): [string, string] => [element.getAttribute('name') ?? '', valueOf(element)]),
  }
}

const nameOf = (element: HTMLElement): string => (element.tagName === 'INPUT' ? (element.getAttribute('value') ?? 'Submit') : element.textContent.trim())

const isSent = (element: HTMLElement, pressed: HTMLElement): boolean => {
  if ((element.getAttribute('name') ?? '') === '' || element.hasAttribute('disabled')) return false
  const type = element.getAttribute('type')?.toLowerCase()
  if (type === 'submit' || type === 'button' || type === 'reset' || type === 'image' || type === 'file') return element === pressed
  return type !== 'checkbox' && type !== 'radio' ? true : element.hasAttribute('checked')
}

const valueOf = (element: HTMLElement): string => (element.tagName === 'TEXTAREA' ? element.textContent : (element.getAttribute('value') ?? ''))
