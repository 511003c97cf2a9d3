import { ButtonLink } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

/** The link to report a death, on the pages of a person's record. */
export function ReportLink({ person }: { person: number }) {
  return (
    <ButtonLink look="outline" href={link("/office/members/:person/death", { person })}>
      {useWords().deaths.report.link}
    </ButtonLink>
  );
}
