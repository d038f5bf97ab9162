import { useEffect, useState } from 'react'
import type { Output } from '../../../shared/wire/contract.ts'
import type { EntriesView } from '../../../shared/folds/entries.ts'
import { useServices } from '../../client/use-services.ts'

type Dump = Output<'entries.dump'>

/** Milliseconds to wait for further changes before asking again. */
const calm = 120

/** What `dump` prints for a prefix, asked anew whenever the entries change. */
export const useDump = (view: EntriesView, prefix: string): Dump => {
  const { lab } = useServices()
  const [dump, setDump] = useState<Dump>({ text: '', truncated: false })
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      void lab.call('entries.dump', { prefix }).then((result) => {
        if (isWanted && result.ok) setDump(result.value)
      })
    }, calm)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [lab, view, prefix])
  return dump
}
