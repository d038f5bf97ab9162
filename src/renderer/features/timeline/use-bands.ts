import { useMemo } from 'react'
import type { ExchangeId } from '../../../shared/stream/changes.ts'
import { bandsAmong, type Band } from './items.ts'
import type { ShownRows } from './frozen.ts'

interface BandsOptions extends Pick<ShownRows, 'exchanges' | 'milestones'> {
  /** Those of the exchanges that are shown. */
  readonly rows: readonly ExchangeId[]
}

const none: readonly Band[] = []

/** The bands between the rows that are shown; a filter asks for exchanges alone. */
export const useBands = ({ exchanges, milestones, rows }: BandsOptions): readonly Band[] =>
  useMemo(
    () => (milestones.length === 0 || rows !== exchanges.rows ? none : bandsAmong(rows, exchanges, milestones)),
    [exchanges, milestones, rows],
  )
