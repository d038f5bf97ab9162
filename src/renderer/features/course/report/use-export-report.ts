import { useState } from 'react'
import type { ReportFile } from '../../../../shared/wire/contract.ts'
import type { ReportNoteChange } from '../../../../shared/stream/report-note.ts'
import type { ReportFormat } from '../../../../shared/report/report.ts'
import { download } from '../../../kit/download.ts'
import { useServices } from '../../../client/use-services.ts'

/** Milliseconds after which waiting wants a word. */
const patience = 500

/** Keeps what was typed, has the report made, and offers it as a file; resolves with what is wrong, if anything. */
export const useExportReport = () => {
  const { lab } = useServices()
  const [isSlow, setIsSlow] = useState(false)
  const exportReport = async (note: ReportNoteChange, format: ReportFormat): Promise<string | undefined> => {
    const timer = setTimeout(() => {
      setIsSlow(true)
    }, patience)
    try {
      const described = await lab.call('report.describe', note)
      if (!described.ok) return described.failure.message
      const made = await lab.call('report.make', { format, zone: -new Date().getTimezoneOffset() })
      if (!made.ok) return made.failure.message
      offer(made.value)
      return undefined
    } finally {
      clearTimeout(timer)
      setIsSlow(false)
    }
  }
  return { exportReport, isSlow }
}

const offer = ({ name, type, encoding, content }: ReportFile): void => {
  download(name, type, encoding === 'utf8' ? content : bytesOf(content))
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
