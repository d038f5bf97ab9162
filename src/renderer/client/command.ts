/** Commands that stand together, in the palette as in the window's menu. */
export interface CommandGroup {
  readonly name: string
  /** Groups follow each other by it. */
  readonly order: number
}

/** Something that the command palette, a shortcut or the window's menu can do. */
export interface Command {
  readonly id: string
  readonly name: string
  readonly group: CommandGroup
  /** Its place in the group; those of one place stand as their feature lists them. */
  readonly order?: number
  /** As Electron writes accelerators. */
  readonly shortcut?: string
  /** It goes on in the panel, which then wants the keyboard. */
  readonly takesFocus: boolean
  readonly run: () => void
}

/** The groups that more than one part of the panel has commands in. */
export const commandGroups = {
  lab: { name: 'Lab', order: 10 },
  course: { name: 'Course', order: 20 },
} as const

/** Commands in the order in which they are shown. */
export const commandsInOrder = (commands: readonly Command[]): Command[] =>
  commands.toSorted((one, other) => one.group.order - other.group.order || (one.order ?? 0) - (other.order ?? 0))
