// SPDX-License-Identifier: MIT

/** assets/brand/logo.svg in the colours of the page. */
export function Logo({ className }: { readonly className: string }) {
  return (
    <svg viewBox="0 0 360 84" role="img" aria-label="Vitrine" fill="none" className={className}>
      <path d="M6 78V34a29 29 0 0 1 58 0v44z" fill="currentColor" />
      <g strokeLinecap="round" strokeLinejoin="round">
        <path
          d="M20.5 34 35 63.5 49.5 34M18.5 70.5h33"
          strokeWidth="6"
          className="stroke-paper forced-colors:stroke-[Canvas]"
        />
        <path
          d="M90 15 113 72 136 15M154 36v36M176 21v39a12 12 0 0 0 12 12h2M166 36h23M206 72V36m0 16a16 16 0 0 1 16-16h3M240 36v36M261 72V36m0 17a17 17 0 0 1 34 0v19M314 53.5h36.5a18.3 18.3 0 1 0-5 12.7"
          strokeWidth="6.5"
          stroke="currentColor"
        />
      </g>
      <g fill="currentColor">
        <circle cx="154" cy="21" r="4.6" />
        <circle cx="240" cy="21" r="4.6" />
      </g>
    </svg>
  );
}
