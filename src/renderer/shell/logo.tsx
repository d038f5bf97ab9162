/** The mark: one ring, half in each browser's colour. */
export const Logo = () => (
  <svg className="logo" viewBox="0 0 18 18" fill="none" strokeWidth="4" aria-hidden>
    <path d="M13.95 4.05A7 7 0 1 0 13.95 13.95" stroke="var(--a)" />
    <path d="M13.95 4.05A7 7 0 0 1 13.95 13.95" stroke="var(--b)" />
  </svg>
)
