import { connect, createServer, type Socket } from 'node:net'

/** What is found out about somebody's claim by asking. */
export type ClaimAnswer =
  | { readonly state: 'owning'; readonly says: string }
  /** It is there, and it is open whether it will be the owner. */
  | { readonly state: 'claiming' }
  /** It is there and does not answer: it is stopped, busy, or another user's. */
  | { readonly state: 'silent' }
  /** Nobody listens there any more. */
  | { readonly state: 'gone' }

/** Milliseconds for an answer. */
const patience = 2_000
const answerAtMost = 65_536

/** Answers those who ask whose a claim is. Its owner closes it; it never keeps its process going. */
export interface Answering {
  /** Resolves when it listens at a path; rejects with the reason why it cannot. */
  listen(path: string): Promise<void>
  /** Resolves when nobody is answered any more, whether or not they have taken their answer. */
  close(): Promise<void>
}

/** An {@link Answering}. */
export const createAnswering = (isOwning: () => boolean, say: () => string): Answering => {
  const asking = new Set<Socket>()
  const server = createServer((socket) => {
    asking.add(socket)
    // Whoever asks may be gone by now.
    socket.on('error', () => socket.destroy()).on('close', () => asking.delete(socket))
    socket.end(isOwning() ? `owning\n${say()}` : 'claiming\n')
  }).unref()
  return {
    listen: (path) =>
      new Promise((resolve, reject) => {
        // Later ones are of questions that did not come through, such as for want of file descriptors.
        server.on('error', reject)
        server.listen(path, resolve)
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of asking) socket.destroy()
      }),
  }
}

/** Asks at the path of a local socket or pipe. */
export const askClaimant = (path: string): Promise<ClaimAnswer> =>
  new Promise((resolve) => {
    const socket = connect(path).setEncoding('utf8')
    let text = ''
    const settle = (answer: ClaimAnswer): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(answer)
    }
    const timer = setTimeout(() => {
      settle({ state: 'silent' })
    }, patience)
    socket.on('data', (piece: string) => {
      text += piece
      if (text.length > answerAtMost) settle({ state: 'silent' })
    })
    socket.on('end', () => {
      settle(answerIn(text))
    })
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      // Broken off: it is just ending, and the next question will find it gone.
      if (code === 'ECONNRESET' || code === 'EPIPE') settle({ state: 'claiming' })
      else settle({ state: code === 'ECONNREFUSED' || code === 'ENOENT' ? 'gone' : 'silent' })
    })
  })

const answerIn = (text: string): ClaimAnswer =>
  text.startsWith('owning\n') ? { state: 'owning', says: text.slice('owning\n'.length) } : { state: 'claiming' }
