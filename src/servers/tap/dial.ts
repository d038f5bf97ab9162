import { connect, type LookupFunction, type Socket } from 'node:net'
import { failure, success, type Result } from '../../shared/base/result.ts'
import { placeText, type TapTarget } from './allow-list.ts'

/**
 * Connects to a place of this machine. `localhost` and the names below it are both of its addresses, in the browsers' order, and
 * whichever answers is taken: nobody else is asked what they mean, and some servers listen on one of them only.
 */
export const dial = (place: TapTarget): Promise<Result<Socket>> =>
  new Promise((resolve) => {
    const socket = connect({ ...place, lookup: loopback, autoSelectFamily: true, noDelay: true, allowHalfOpen: true })
    const onError = ({ code, message }: NodeJS.ErrnoException): void => {
      const why = isRefused(code) ? `Nothing listens on ${placeText(place)}.` : `${placeText(place)}: ${message}`
      resolve(failure('unavailable', why))
    }
    socket.once('error', onError)
    socket.once('connect', () => {
      socket.off('error', onError)
      socket.setKeepAlive(true, 30_000)
      resolve(success(socket))
    })
  })

// Of several addresses Node tells no code of its own, or that of the last one, which a machine without IPv6 has otherwise.
const isRefused = (code: string | undefined): boolean =>
  code === undefined || code === 'ECONNREFUSED' || code === 'EADDRNOTAVAIL'

const loopback: LookupFunction = (_host, { all }, tell) => {
  const both = [
    { address: '::1', family: 6 },
    { address: '127.0.0.1', family: 4 },
  ]
  if (all === true) tell(null, both)
  else tell(null, '127.0.0.1', 4)
}
