import type { SubmittedForm } from '../../../shared/wire/contract.ts'

interface PageListeners {
  readonly onOpen: (address: string) => void
  readonly onSubmit: (form: SubmittedForm) => void
}

/**
 * Takes over the links and forms of a framed page, which has no scripts of its own; returns what gives them back. Keys that
 * no field of the page uses are passed on to the panel, so that its shortcuts work from there too.
 */
export const takeOverPage = (frame: HTMLIFrameElement, { onOpen, onSubmit }: PageListeners): (() => void) => {
  const onClick = (event: MouseEvent): void => {
    const address = closestLink(event.target)?.getAttribute('href') ?? undefined
    if (address === undefined) return
    event.preventDefault()
    onOpen(address)
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = formOf(event)
    if (form !== undefined) onSubmit(form)
  }
  const passOn = (event: KeyboardEvent): void => {
    const { key, code, ctrlKey, metaKey, shiftKey, altKey } = event
    if (!ctrlKey && !metaKey) return
    const isUnheeded = window.dispatchEvent(
      new KeyboardEvent('keydown', { key, code, ctrlKey, metaKey, shiftKey, altKey, cancelable: true }),
    )
    if (!isUnheeded) event.preventDefault()
  }

  let watched: Document | undefined
  const watch = (): void => {
    unwatch()
    watched = frame.contentDocument ?? undefined
    watched?.addEventListener('click', onClick)
    watched?.addEventListener('submit', submit)
    watched?.addEventListener('keydown', passOn)
  }
  const unwatch = (): void => {
    watched?.removeEventListener('click', onClick)
    watched?.removeEventListener('submit', submit)
    watched?.removeEventListener('keydown', passOn)
    watched = undefined
  }

  watch()
  frame.addEventListener('load', watch)
  return () => {
    frame.removeEventListener('load', watch)
    unwatch()
  }
}

// Elements of another document are not instances of this window's classes, so they are told by name.
const isElement = (target: EventTarget | null): target is Element => target !== null && 'closest' in target

const closestLink = (target: EventTarget | null): Element | null =>
  isElement(target) ? target.closest('a[href]') : null

const isForm = (target: EventTarget | null): target is HTMLFormElement =>
  isElement(target) && target.localName === 'form'

/** A form as it is submitted: HTML Standard, §4.10.21.4 "Constructing the entry list"; files are left out. */
const formOf = ({ target, submitter }: SubmitEvent): SubmittedForm | undefined => {
  if (!isForm(target)) return undefined
  const method = (submitter?.getAttribute('formmethod') ?? target.getAttribute('method') ?? 'get').toLowerCase()
  const action = submitter?.getAttribute('formaction') ?? target.getAttribute('action') ?? ''
  const fields = [...new FormData(target, submitter)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return { method: method === 'post' ? 'post' : 'get', action, fields }
}
