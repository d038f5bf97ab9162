/** Something that the command palette, a shortcut or the window's menu can do. */
export interface Command {
  readonly id: string
  readonly name: string
  /** The menu that it stands in. */
  readonly group: string
  /** As Electron writes accelerators. */
  readonly shortcut?: string
  /** It goes on in the panel, which then wants the keyboard. */
  readonly takesFocus: boolean
  readonly run: () => void
}

/** The groups that more than one part of the panel has commands in. */
export const commandGroups = { lab: 'Lab', course: 'Course', view: 'View' } as const
