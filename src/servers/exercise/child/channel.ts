import { Socket } from 'node:net'
import { createLineReader } from '../lines.ts'
import type { Order, ProcessReport } from '../messages.ts'
import { ordersAt, reportsAt } from '../program.ts'

/** The way to the lab. */
export interface Channel {
  send(report: ProcessReport): void
  onOrder(listener: (order: Order) => void): void
}

// Electron's utility process (process.parentPort); its types are not for a layer that knows no Electron.
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: Order }) => void): void
}

/** Opens the way to whoever started this process, and takes it out of the student's reach. */
export const openChannel = (): Channel => {
  const { parentPort } = process as { readonly parentPort?: ParentPort }
  return parentPort === undefined ? overNode() : overElectron(parentPort)
}

const overElectron = (port: ParentPort): Channel => ({
  send: (report) => {
    port.postMessage(report)
  },
  onOrder: (listener) => {
    port.on('message', ({ data }) => {
      listener(data)
    })
  },
})

const overNode = (): Channel => {
  const orders = new Socket({ fd: ordersAt, readable: true, writable: false })
  const reports = new Socket({ fd: reportsAt, readable: false, writable: true })
  // Nobody is left to work for.
  const end = (): void => process.exit()
  for (const socket of [orders, reports]) socket.on('error', end).on('close', end)
  return {
    send: (report) => {
      reports.write(`${JSON.stringify(report)}\n`)
    },
    onOrder: (listener) => {
      orders.setEncoding('utf8').on(
        'data',
        createLineReader(
          (line) => {
            listener(JSON.parse(line) as Order)
          },
          end,
          Infinity,
        ),
      )
    },
  }
}
