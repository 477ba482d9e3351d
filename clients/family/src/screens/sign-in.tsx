import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { post } from "../api/post.ts";
import { session } from "../api/session.ts";
import { forgetTown, TOWN, TOWN_OF_PAGE } from "../api/town.ts";
import { Town } from "../gen/documents.ts";
import { useWords } from "../i18n/context.tsx";
import { Warn } from "../parts/icons.tsx";
import { LanguageSwitch } from "../parts/language.tsx";
import { Yard } from "../parts/yard.tsx";

export function SignIn({ ended }: { ended: boolean }) {
  const words = useWords();
  const ids = { login: useId(), loginHint: useId(), password: useId(), remember: useId(), rememberHint: useId() };
  const [townName, setTownName] = useState("");
  const [unknown, setUnknown] = useState(false);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const alert = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let here = true;
    post(Town, { slug: TOWN }).then(({ town }) => {
      if (!here) return;
      setTownName(town?.name ?? "");
      setUnknown(town === null);
      if (town === null) forgetTown();
    }, () => undefined);
    return () => {
      here = false;
    };
  }, []);

  const complain = (message: string) => {
    setTrouble(message);
    setBusy(false);
    requestAnimationFrame(() => alert.current?.focus());
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    const login = String(form.get("login") ?? "").trim();
    const password = String(form.get("password") ?? "");
    if (login === "" || password === "") return complain(words.signIn.missing);
    if (!navigator.onLine) return complain(words.unreachable);
    setBusy(true);
    setTrouble(null);
    try {
      const refusal = await session.open({
        town: TOWN,
        login,
        password,
        remember: form.get("remember") === "on",
        deviceName: words.signIn.device(system()),
      });
      if (refusal !== null) complain(refusal || words.signIn.refused);
    } catch {
      complain(words.unreachable);
    }
  };

  return (
    <div className="sign-in">
      <header className="hero">
        <Yard />
        <p className="hero-town">{townName || "\u00a0"}</p>
        <p className="hero-tag">{words.tagline}</p>
      </header>
      <main className="panel">
        <h1>{words.signIn.title}</h1>
        {unknown && (
          <p className="banner" role="status">
            <span>
              {words.signIn.unknownTown(TOWN)} <a href={`/?ville=${TOWN_OF_PAGE}`}>{words.signIn.otherTown}</a>
            </span>
          </p>
        )}
        {ended && trouble === null && <p className="banner" role="status">{words.signIn.ended}</p>}
        {trouble !== null && (
          <div className="error" role="alert" tabIndex={-1} ref={alert}><Warn /><p>{trouble}</p></div>
        )}
        <form onSubmit={(event) => void submit(event)} noValidate>
          <div className="field">
            <label htmlFor={ids.login}>{words.signIn.login}</label>
            <input
              id={ids.login} name="login" type="text" autoComplete="username" autoCapitalize="none" spellCheck={false}
              required aria-describedby={ids.loginHint}
            />
            <p className="hint" id={ids.loginHint}>{words.signIn.loginHint}</p>
          </div>
          <div className="field">
            <label htmlFor={ids.password}>{words.signIn.password}</label>
            <div className="with-button">
              <input
                id={ids.password} name="password" type={shown ? "text" : "password"} autoComplete="current-password" required
              />
              <button
                type="button" className="link" aria-pressed={shown} aria-label={words.signIn.showLabel}
                onClick={() => setShown(!shown)}
              >
                {shown ? words.signIn.hide : words.signIn.show}
              </button>
            </div>
          </div>
          <label className="tick" htmlFor={ids.remember}>
            <input id={ids.remember} name="remember" type="checkbox" aria-describedby={ids.rememberHint} />
            <span>
              {words.signIn.remember}
              <span className="hint" id={ids.rememberHint}>{words.signIn.rememberHint}</span>
            </span>
          </label>
          <button type="submit" className="button wide" aria-disabled={busy}>
            {busy ? words.signIn.busy : words.signIn.submit}
          </button>
        </form>
        <p className="panel-foot"><LanguageSwitch /></p>
      </main>
    </div>
  );
}

/** The name of the system, so that a person knows the device again in the list of theirs. */
function system(): string {
  const agent = navigator.userAgent;
  const known = ["Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux"];
  return known.find((name) => agent.includes(name)) ?? "Web";
}
