/** Has something done later, once. */
export type Schedule = (work: () => void) => void

/** Milliseconds after which the work is done though no frame came: a hidden page draws none. */
const patience = 250

/** Has work done with the next frame that is drawn; soon, where none is. */
export const nextFrame: Schedule = (work) => {
  let isDone = false
  const once = (): void => {
    if (isDone) return
    isDone = true
    clearTimeout(timer)
    work()
  }
  const timer = setTimeout(once, patience)
  requestAnimationFrame(once)
}
