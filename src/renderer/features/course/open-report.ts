import { createContext, useContext } from 'react'

/** Opens the dialog that exports the report; it belongs to the whole panel, so that a command reaches it, too. */
export const OpenReportContext = createContext<() => void>(() => undefined)

/** How to open the dialog that exports the report. */
export const useOpenReport = (): (() => void) => useContext(OpenReportContext)
