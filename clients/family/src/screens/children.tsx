import { Link } from "wouter";
import type { Viewer } from "../api/types.ts";
import { useWords } from "../i18n/context.tsx";
import { Mail, Right } from "../parts/icons.tsx";
import { useHeading } from "../parts/heading.ts";

export function Children({ viewer }: { viewer: Viewer }) {
  const words = useWords();
  const heading = useHeading(words.family.title);
  const family = viewer.family;
  return (
    <div className="page">
      <h1 ref={heading} tabIndex={-1}>{words.family.title}</h1>
      {family === null && <p className="lead">{words.family.notFamily}</p>}
      {family && <p className="lead">{words.family.code(family.code)}</p>}
      {family?.children.length === 0 && <p>{words.family.none}</p>}
      <ul className="children">
        {family?.children.map((child, index) => (
          <li key={child.id}>
            <Link href={`/enfant/${encodeURIComponent(child.id)}`} className="child">
              <span className={`face face-${index % 4}`} aria-hidden="true">{child.firstName.charAt(0)}</span>
              <span className="child-text">
                <strong>{child.firstName} {child.lastName}</strong>
                <span>{child.school.name}</span>
                <span className="child-open">{words.family.open}</span>
              </span>
              <Right />
            </Link>
          </li>
        ))}
      </ul>
      {family && family.children.length > 0 && <Link href="/inscription" className="button wide enrol-open">{words.more.enrol}</Link>}
      {viewer.town.ruleBook.contacts.length > 0 && (
        <section className="contacts">
          <h2>{words.family.contact}</h2>
          <ul>
            {viewer.town.ruleBook.contacts.map((contact) => (
              <li key={contact.email}>
                <Mail />
                <span>
                  {contact.name}
                  <a href={`mailto:${contact.email}`}>{contact.email}</a>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
