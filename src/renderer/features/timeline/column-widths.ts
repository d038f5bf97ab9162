import type { CSSProperties } from 'react'
import type { ExchangesView } from '../../../shared/folds/exchanges.ts'
import { participantLabel } from '../../../shared/stream/node.ts'

/** Characters of a server's name that are given room at least, so that the usual ones stand still, and at most. */
const shortest = 9
export const longestServer = 16

/** How wide the columns are whose longest text is known: digits of the newest number, characters of the longest name of a server. */
export const columnWidths = ({
  rows,
  byId,
}: ExchangesView): CSSProperties & Readonly<Record<'--digits' | '--server-length', number>> => {
  const last = rows.at(-1)
  const newest = last === undefined ? undefined : byId.get(last)
  const names =
    newest === undefined ? [] : [participantLabel(newest.to, newest.nodes), ...newest.nodes.map(({ label }) => label)]
  const length = Math.max(...names.map((name) => name.length), shortest)
  return { '--digits': Math.max(3, String(last ?? 0).length), '--server-length': Math.min(length, longestServer) }
}
