import type { z } from 'zod'
import type { Change, ChangeKind, ChangeOf } from '../changes.ts'

/** How a value follows from each kind of fact that changes it. */
export type PartSteps<V> = { readonly [K in ChangeKind]?: (value: V, change: ChangeOf<K>) => V }

/** A part of the baseline: something that is so, and that the stream changes. */
export interface StatePart<N extends string, F extends z.ZodRawShape, V, K extends ChangeKind> {
  /** Of the value in the view. */
  readonly name: N
  /** What a baseline has of it. */
  readonly fields: F
  /** As long as nothing is known. */
  readonly empty: Readonly<z.output<z.ZodObject<F>>>
  /** The facts that change it. */
  readonly kinds: readonly K[]
  /** The value that a baseline describes. */
  open(baseline: z.output<z.ZodObject<F>>): V
  /** What describes a value. */
  describe(value: V): z.output<z.ZodObject<F>>
  /** The value after a fact: the very same where that does not change it. */
  next(value: V, change: Change): V
}

interface Field<N extends string, S extends z.ZodType, T> {
  readonly name: N
  readonly schema: S
  readonly empty: z.output<S>
  readonly step: T
}

/** A part that is one field of the baseline, and looks there as it looks in the view. */
export const part = <N extends string, S extends z.ZodType, T extends PartSteps<z.output<S>>>({
  name,
  schema,
  empty,
  step,
}: Field<N, S, T>): StatePart<N, Record<N, S>, z.output<S>, ChangeKind & keyof T> => {
  type Described = z.output<z.ZodObject<Record<N, S>>>
  const describe = (value: z.output<S>) => ({ [name]: value }) as Described
  return {
    name,
    fields: { [name]: schema } as Record<N, S>,
    empty: describe(empty),
    kinds: kindsOf(step),
    open: (baseline) => (baseline as Record<N, z.output<S>>)[name],
    describe,
    next: (value, change) => stepBy(step, value, change),
  }
}

/** The kinds of fact that have a step. */
export const kindsOf = <T extends object>(step: T): (ChangeKind & keyof T)[] =>
  Object.keys(step) as (ChangeKind & keyof T)[]

/** The value after a fact. The step under a kind takes facts of that kind. */
export const stepBy = <V>(step: PartSteps<V>, value: V, change: Change): V => {
  const take = step[change.kind] as ((value: V, change: Change) => V) | undefined
  return take === undefined ? value : take(value, change)
}
