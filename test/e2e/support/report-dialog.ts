import { expect } from '@playwright/test'
import type { Carrier } from './carriers.ts'

/** The dialog of the report, as a student fills it in. */
export const createExport = ({ panel, download }: Pick<Carrier, 'panel' | 'download'>) => {
  const dialog = panel.getByRole('dialog')
  return {
    dialog,
    open: () =>
      panel.getByRole('region', { name: 'Lab' }).getByRole('button', { name: 'Export report', exact: true }).click(),
    take: async (format: 'html' | 'markdown' | 'pdf') => {
      await dialog.getByRole('combobox', { name: 'Format' }).selectOption(format)
      const file = await download(() => dialog.getByRole('button', { name: 'Export', exact: true }).click())
      await expect(dialog).toHaveCount(0)
      return file
    },
  }
}
