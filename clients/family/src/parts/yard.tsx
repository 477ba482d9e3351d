/** The covered yard of a school: the picture of the sign-in screen. */
export function Yard() {
  return (
    <svg className="yard" viewBox="0 0 390 170" aria-hidden="true" focusable="false" preserveAspectRatio="xMidYMax slice">
      <circle className="yard-sun" cx="318" cy="42" r="20" />
      <path className="yard-hill" d="M0 128c60-30 120-34 190-18s140 8 200-16v76H0z" />
      <path className="yard-wall" d="M92 96h206v56H92z" />
      <path className="yard-roof" d="M70 98 195 44l125 54z" />
      <path className="yard-edge" d="M62 100 195 42l133 58" />
      <path className="yard-posts" d="M92 99v52M143 99v52M195 99v52M247 99v52M298 99v52" />
      <path className="yard-ground" d="M0 150h390v20H0z" />
      <circle className="yard-ball" cx="221" cy="143" r="7" />
      <path className="yard-lines" d="M108 158h24m6 0h24m-54 6h24m6 0h24" />
    </svg>
  );
}
