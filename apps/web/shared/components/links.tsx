import { useWords } from "../frame.ts";

/** An amount that opens into its worksheet line: `what` says for listeners which amount it is. */
export function AmountLink(props: { to: string; amount: string; what: string; big?: boolean }) {
  const words = useWords().common;
  return (
    <a className={props.big ? "amount big" : "amount"} href={`#${props.to}`}>
      {props.amount}
      <span className="usa-sr-only">{words.howWeGotIt({ what: props.what })}</span>
    </a>
  );
}

const revisor = "https://revisor.mo.gov/main/OneSection.aspx?section=";

/** A citation as the law writes it; a section of the Revised Statutes is a link to its official text. */
export function LawLink({ cites }: { cites: string }) {
  const parts = cites.split(/(RSMo \d+\.\d+)/);
  return (
    <span className="law">
      {parts.map((part, index) =>
        part.startsWith("RSMo ") ? (
          <a key={index} href={revisor + part.slice("RSMo ".length)} rel="external">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </span>
  );
}
