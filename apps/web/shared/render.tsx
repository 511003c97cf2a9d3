import { randomUUID } from "node:crypto";
import { type Hat, hatOf } from "@emeritus/operations/actor.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Words } from "@emeritus/words/index.ts";
import { longDate } from "@emeritus/words/format.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import { renderToStaticMarkup } from "react-dom/server";
import type { Asked, View } from "./asked.ts";
import { asset } from "./assets.ts";
import { keepClocks } from "./clocks.ts";
import { csrfToken } from "./csrf.ts";
import { type Frame, FrameProvider } from "./frame.ts";
import { Menu } from "./menu.tsx";
import { Alert, ErrorSummary } from "./components/alert.tsx";
import { ClocksControl } from "./components/clocks.tsx";
import { InPage } from "./components/in-page.tsx";

/** What the frame needs beside the view: the script's nonce, a message to show once, the text size, the path. */
export interface Around {
  readonly nonce: string;
  readonly message: string | undefined;
  readonly size: string | undefined;
  readonly path: string;
}

/** A whole page as HTML: the view inside the frame of its face. */
export function renderPage(system: System, asked: Asked, view: View, around: Around): string {
  const frame: Frame = {
    words: asked.words,
    typed: asked.typed,
    problems: asked.problems,
    csrf: asked.token === undefined ? undefined : csrfToken(asked.token),
    key: randomUUID(),
    address: asked.address,
    moved: asked.clocks?.moved === true,
  };
  const html = renderToStaticMarkup(
    <FrameProvider value={frame}>
      <Document system={system} asked={asked} view={view} around={around} csrf={frame.csrf} />
    </FrameProvider>,
  );
  return `<!doctype html>${asked.clocks ? keepClocks(html, asked.clocks) : html}`;
}

interface Whole {
  readonly system: System;
  readonly asked: Asked;
  readonly view: View;
  readonly around: Around;
  readonly csrf: string | undefined;
}

function Document({ system, asked, view, around, csrf }: Whole) {
  const words = asked.words.common;
  const title = asked.problems.length > 0 ? words.problemTitle({ title: view.title }) : view.title;
  return (
    <html lang="en" className={sizes.find(({ value }) => value === around.size)?.className}>
      <head>
        <meta charSet="utf-8" />
        <title>{`${title} | ${words.product}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href={asset("favicon.svg")} type="image/svg+xml" />
        <link
          rel="preload"
          href={asset("PublicSans-Regular.woff2")}
          as="font"
          type="font/woff2"
          crossOrigin=""
        />
        <link rel="stylesheet" href={asset("emeritus.css")} />
        <script src={asset("emeritus.js")} nonce={around.nonce} defer />
        {view.island ? <script type="module" src={asset("island.js")} nonce={around.nonce} /> : null}
      </head>
      <body>
        <a className="usa-skipnav" href="#main">
          {words.skip}
        </a>
        <Banner system={system} words={asked.words} />
        <Header asked={asked} around={around} csrf={csrf} />
        <div className={view.wide ? "page wide" : "page"}>
          <main id="main" tabIndex={-1}>
            {around.message ? <Alert kind="success">{around.message}</Alert> : null}
            <ErrorSummary />
            <Over words={asked.words}>{view.over}</Over>
            <h1>{view.title}</h1>
            {asked.clocks ? <ClocksControl clocks={asked.clocks} /> : null}
            {view.body}
          </main>
          {view.parts && view.parts.length > 0 ? <InPage parts={view.parts} /> : null}
        </div>
        <Footer system={system} words={asked.words} />
      </body>
    </html>
  );
}

/** What stands over the title: whose page it is, or the way back to the page above it. */
function Over({ words, children }: { words: Words; children: View["over"] }) {
  if (!children) return null;
  if (typeof children === "string") return <div className="over">{children}</div>;
  return (
    <nav className="over" aria-label={words.common.breadcrumb}>
      {children}
    </nav>
  );
}

function Banner({ system, words }: { system: System; words: Words }) {
  if (!system.fund.demonstration) return null;
  const { banner } = words.common;
  const today = longDate(formatDate(system.calendar.today()));
  return (
    <aside className="banner" aria-label={banner.short}>
      <details>
        <summary>
          <span>{banner.short}</span>{" "}
          {system.calendar.moved ? <strong>{banner.moved({ today })}</strong> : null}{" "}
          <span className="more-link">{banner.more}</span>
        </summary>
        <p>{banner.long}</p>
      </details>
    </aside>
  );
}

function Header({ asked, around, csrf }: { asked: Asked; around: Around; csrf: string | undefined }) {
  const words = asked.words.common;
  const signedIn = asked.session?.strength === "full";
  const face = faceOf(asked, around.path);
  return (
    <header className="header">
      <div className="inner">
        <a className="brand" href="/">
          <strong>{words.product}</strong> <span>{face ? words.faces[face] : ""}</span>
        </a>
        <div className="tools">
          <form className="sizes" method="post" action="/text-size" aria-label={words.textSize}>
            <input type="hidden" name="csrf" value={csrf ?? ""} />
            <input type="hidden" name="back" value={asked.address} />
            {sizes.map(({ value, name, className }) => (
              <button
                key={value}
                type="submit"
                name="size"
                value={value}
                className={className || "size-normal"}
                aria-pressed={(around.size ?? "100") === value}
              >
                <span aria-hidden="true">A</span>
                <span className="usa-sr-only">{words.textSizes[name]}</span>
              </button>
            ))}
          </form>
          {signedIn ? (
            <>
              <a href="/account" className="who">
                <span className="usa-sr-only">{words.signedInAs({ name: "" })}</span>
                {asked.session.name}
              </a>
              <form method="post" action="/sign-out">
                <input type="hidden" name="csrf" value={csrf ?? ""} />
                <button type="submit" className="as-link">
                  {words.signOut}
                </button>
              </form>
            </>
          ) : around.path === "/sign-in" ? null : (
            <a href="/sign-in">{words.signIn}</a>
          )}
        </div>
      </div>
      {signedIn && face ? <Menu asked={asked} face={face} path={around.path} /> : null}
    </header>
  );
}

const sizes = [
  { value: "100", name: "normal", className: "" },
  { value: "118", name: "large", className: "size-large" },
  { value: "140", name: "largest", className: "size-largest" },
] as const;

/** The face a page belongs to; pages of nobody in particular show the face of the first role. */
function faceOf(asked: Asked, path: string): Hat | undefined {
  const first = path.split("/")[1];
  if (first === "office") return "staff";
  if (first === "member" || first === "employer") return first;
  const role = asked.session?.roles[0];
  return role === undefined ? undefined : hatOf(role);
}

function Footer({ system, words }: { system: System; words: Words }) {
  const { footer } = words.common;
  return (
    <footer className="footer">
      <div className="inner">
        <p>
          <strong>{system.fund.name}</strong>{" "}
          <span>{footer.today({ today: longDate(formatDate(system.calendar.today())) })}</span>
        </p>
        <p>{footer.law}</p>
        <p>
          {footer.source} <a href="/law">{footer.lawPages}</a> <a href="/calculators">{footer.calculators}</a>{" "}
          <a href="/officials">{words.disclosure.officials.menu}</a> <a href="/privacy">{footer.privacy}</a>
        </p>
      </div>
    </footer>
  );
}
