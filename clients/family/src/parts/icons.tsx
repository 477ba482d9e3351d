import type { ReactNode } from "react";

/** Drawings beside words: never the only bearer of a meaning, so always hidden from screen readers. */
function icon(body: ReactNode) {
  return function Icon({ className = "icon" }: { className?: string }) {
    return (
      <svg className={className} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        {body}
      </svg>
    );
  };
}

export const Cart = icon(<><path d="M3.5 10h17l-1.7 8.4a1.6 1.6 0 0 1-1.6 1.3H6.8a1.6 1.6 0 0 1-1.6-1.3z" /><path d="m8.2 10 3-5.6M15.8 10l-3-5.6M9.5 13.3v3M14.5 13.3v3" /></>);
export const Requests = icon(<><path d="M6 4h12v16.2l-3-1.9-3 1.9-3-1.9-3 1.9z" /><path d="M9.2 8.7h5.6M9.2 12.4h5.6" /></>);
export const Check = icon(<path d="m5 12.5 4.6 4.6L19 7.6" />);
export const Plus = icon(<path d="M12 6v12M6 12h12" />);
export const Cross = icon(<path d="m7 7 10 10M17 7 7 17" />);
export const Dash = icon(<path d="M8.5 12h7" />);
export const Clock = icon(<><circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 2" /></>);
export const Lock = icon(<><rect x="6" y="11" width="12" height="8.5" rx="2" /><path d="M8.5 11V8.5a3.5 3.5 0 0 1 7 0V11" /></>);
export const Bar = icon(<><circle cx="12" cy="12" r="8" /><path d="m6.5 6.5 11 11" /></>);
export const Left = icon(<path d="m14.5 6-6 6 6 6" />);
export const Right = icon(<path d="m9.5 6 6 6-6 6" />);
export const History = icon(<><path d="M4.5 12a7.5 7.5 0 1 0 2.4-5.5" /><path d="M4 4.5v4h4M12 8v4.3l3 1.7" /></>);
export const Leave = icon(<><path d="M13 4.5H7A1.5 1.5 0 0 0 5.5 6v12A1.5 1.5 0 0 0 7 19.5h6" /><path d="M11 12h9m-3.2-3.4L20 12l-3.2 3.4" /></>);
export const Children = icon(<><circle cx="8.5" cy="8.5" r="3" /><circle cx="16.5" cy="10.5" r="2.3" /><path d="M3 19c.3-3.6 2.4-5.5 5.5-5.5S13.7 15.4 14 19M15.3 15.1c3-.6 5.3.9 5.7 3.9" /></>);
export const Link = icon(<><path d="M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1" /><path d="M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" /></>);
export const Days = icon(<><rect x="4" y="5.5" width="16" height="14.5" rx="2.5" /><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4M12 12.5v5M9.5 15h5" /></>);
export const Warn = icon(<><path d="M12 4.5 21 19.5H3Z" /><path d="M12 10v4.5M12 17v.2" /></>);
export const Mail = icon(<><rect x="3.5" y="6" width="17" height="12.5" rx="2" /><path d="m4 7.5 8 6 8-6" /></>);

/** A roof on its posts, and a ball under it. */
export function Logo({ className = "logo" }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <rect className="logo-ground" width="48" height="48" rx="12" />
      <path className="logo-roof" d="M8 21.5 24 12l16 9.5" />
      <path className="logo-posts" d="M13 21v15M35 21v15" />
      <circle className="logo-ball" cx="24" cy="31.5" r="4.5" />
    </svg>
  );
}
