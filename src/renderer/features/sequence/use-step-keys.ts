import { useEffect } from 'react'
import type { HeldHop } from '../../../shared/stream/steps.ts'
import { useCall } from '../../client/use-call.ts'

// Space is these controls' own; on a message, on the tab itself and beside all controls it means Next.
const ownSpace =
  'input, textarea, select, [contenteditable], button:not(.message-target), a, [role=switch], [role=radio], [role=dialog] *'

const writing = 'input, textarea, select'

/** While something is held: Space lets the hop that is held longest go on, Escape all of them. */
export const useStepKeys = (held: readonly HeldHop[]): void => {
  const call = useCall()
  const [first] = held
  const exchange = first?.exchange
  useEffect(() => {
    if (exchange === undefined) return
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return
      const target = event.target instanceof Element ? event.target : document.body
      if (target.closest('[role=dialog]') !== null) return
      // Who is writing leaves the field first.
      const isWriting = target.closest(writing) !== null
      if (isWriting && event.key === 'Escape' && target instanceof HTMLElement) target.blur()
      if (isWriting) return
      const isNext = event.key === ' ' && target.closest(ownSpace) === null
      if (!isNext && event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      if (isNext) void call('steps.next', { exchange })
      else void call('steps.release', {})
    }
    // Before any control sees the key.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true })
    }
  }, [call, exchange])
}
