// @ts-check
import { once } from 'node:events'

/**
 * A page, held by Chromium's own debugging port.
 * @typedef {object} PageDebugger
 * @property {(expression: string) => Promise<unknown>} evaluate
 * @property {(selector: string) => Promise<void>} click with the mouse, in the middle of what the selector finds
 * @property {() => Promise<void>} close closes the page as its user would
 */

/**
 * Speaks the DevTools protocol with one page and leaves all others alone: the debuggers of the two browsers belong to
 * the application.
 * @param {string} address `webSocketDebuggerUrl` of the page
 * @returns {Promise<PageDebugger>}
 */
export async function debugPage(address) {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  /** @type {Map<number, (answer: any) => void>} */
  const waiting = new Map()
  socket.addEventListener('message', ({ data }) => {
    const answer = JSON.parse(String(data))
    waiting.get(answer.id)?.(answer)
    waiting.delete(answer.id)
  })
  let sent = 0
  const send = (/** @type {string} */ method, params = {}) => {
    sent += 1
    const id = sent
    socket.send(JSON.stringify({ id, method, params }))
    return new Promise((settle, refuse) => {
      waiting.set(id, ({ result, error }) =>
        error ? refuse(new Error(`${method}: ${error.message}`)) : settle(result),
      )
    })
  }
  const evaluate = async (/** @type {string} */ expression) => {
    const { result, exceptionDetails } = await send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    })
    if (exceptionDetails)
      throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`)
    return result.value
  }
  return {
    evaluate,
    click: async (selector) => {
      const found = await evaluate(
        `JSON.stringify(document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`,
      )
      const { x, y, width, height } = JSON.parse(String(found))
      const at = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount: 1 }
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        await send('Input.dispatchMouseEvent', { type, ...at })
    },
    close: async () => {
      await send('Page.close')
    },
  }
}
