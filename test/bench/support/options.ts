const option = (name: string, normal: number): number => Number(process.env[name] ?? normal)

// A quick look: `BENCH_ROUNDS=3 BENCH_SECONDS=1 npm run bench -- counter`.

/** How often each contender has its turn. */
export const rounds = option('BENCH_ROUNDS', 9)

/** How long a turn is. */
export const seconds = option('BENCH_SECONDS', 2)

/** Requests that each contender answers before anything is measured. */
export const warmUp = option('BENCH_WARM_UP', 10_000)

/** Connections that a contest is held over. */
export const connections = option('BENCH_CONNECTIONS', 40)

/** How many keys a large store has. */
export const manyKeys = option('BENCH_KEYS', 1_000_000)
