import { useId, useState } from "react";
import { useQuery } from "urql";
import { useSend } from "../api/send.ts";
import type { Child, Feed } from "../api/types.ts";
import { CalendarFeedCreate, CalendarFeedRevoke, CalendarFeeds } from "../gen/documents.ts";
import { useFormat } from "../i18n/context.tsx";
import { Warn } from "../parts/icons.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { Loading, Trouble } from "../parts/trouble.tsx";
import { useChildWords } from "./words.ts";
import "./child.css";

interface Props {
  child: Pick<Child, "id" | "firstName">;
  onClose: () => void;
}

/** The secret addresses under which calendar programs read a child's days: made, listed, ended. */
export default function FeedsSheet({ child, onClose }: Props) {
  const { feeds: words } = useChildWords();
  const send = useSend();
  const [{ data, error }, read] = useQuery({ query: CalendarFeeds, variables: { childId: child.id }, requestPolicy: "network-only" });
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [told, setTold] = useState<string | null>(null);
  /** The only time that it is known. */
  const [address, setAddress] = useState<string | null>(null);
  const again = () => read({ requestPolicy: "network-only" });

  const act = async (change: () => Promise<string | null>) => {
    if (busy) return;
    setBusy(true);
    setTold(null);
    setTrouble(await change());
    setBusy(false);
    again();
  };
  const make = () => act(async () => {
    const sent = await send(CalendarFeedCreate, { input: { childId: child.id } });
    if ("trouble" in sent) return sent.trouble;
    const { address: made, errors } = sent.data.calendarFeedCreate;
    if (made !== null) setAddress(new URL(made, location.origin).href);
    return errors[0]?.message ?? null;
  });
  const revoke = (feed: Feed) => act(async () => {
    const sent = await send(CalendarFeedRevoke, { input: { feedId: feed.id } });
    if ("trouble" in sent) return sent.trouble;
    const { revokedFeedId, errors } = sent.data.calendarFeedRevoke;
    if (revokedFeedId !== null) {
      setTold(words.revoked);
      // It may be the one that is still on the screen.
      setAddress(null);
    }
    return errors[0]?.message ?? null;
  });

  const feeds = data?.child?.calendarFeeds;
  return (
    <Sheet
      title={words.title(child.firstName)} onClose={onClose}
      footer={
        <button type="button" className="button wide" aria-disabled={busy} onClick={() => void make()}>
          {busy ? words.making : words.make}
        </button>
      }
    >
      <p className="sheet-sub">{words.intro(child.firstName)}</p>
      {trouble !== null && <div className="error" role="alert"><Warn /><p>{trouble}</p></div>}
      <div role="status">{told !== null && <p className="told">{told}</p>}</div>
      {address !== null && <Address address={address} />}
      {error && !feeds && <Trouble error={error} onRetry={again} />}
      {!error && !feeds && <Loading />}
      {feeds && (
        <section className="feeds">
          <h3>{words.list}</h3>
          {feeds.length === 0 ? <p className="hint">{words.none}</p> : (
            <>
              <ul>{feeds.map((feed) => <Row key={feed.id} feed={feed} onRevoke={() => void revoke(feed)} />)}</ul>
              <p className="hint">{words.revokeHint}</p>
            </>
          )}
        </section>
      )}
    </Sheet>
  );
}

function Address({ address }: { address: string }) {
  const { feeds: words } = useChildWords();
  const id = useId();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = () => navigator.clipboard.writeText(address).then(() => setCopied(true), () => setCopied(false));
  return (
    <div className="feed-address">
      <p>{words.once}</p>
      <label htmlFor={id}>{words.address}</label>
      <input id={id} readOnly value={address} onFocus={({ target }) => target.select()} />
      <button type="button" className="button quiet wide" onClick={() => void copy()}>{words.copy}</button>
      <p role="status">{copied !== null && (copied ? words.copied : words.notCopied)}</p>
    </div>
  );
}

function Row({ feed: { createdAt, lastReadAt }, onRevoke }: { feed: Feed; onRevoke: () => void }) {
  const { feeds: words } = useChildWords();
  const format = useFormat();
  const [sure, setSure] = useState(false);
  const made = format.instant(createdAt);
  return (
    <li>
      <p>{words.created(made)}<span className="hint">{lastReadAt === null ? words.never : words.read(format.instant(lastReadAt))}</span></p>
      {sure ? (
        <div className="feed-sure" role="group" aria-label={words.sure}>
          <p>{words.sure}</p>
          <button type="button" className="button quiet" onClick={() => setSure(false)}>{words.no}</button>
          <button type="button" className="button" onClick={onRevoke}>{words.yes}</button>
        </div>
      ) : (
        <button type="button" className="link" aria-label={words.revokeLabel(made)} onClick={() => setSure(true)}>{words.revoke}</button>
      )}
    </li>
  );
}
