import type { ReactNode } from "react";
import type { Problem } from "../asked.ts";
import { useFrame } from "../frame.ts";

interface Named {
  /** The field's name in the form and in the body's schema. */
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What stands in the field when nothing was typed yet. */
  readonly value?: string | undefined;
  readonly optional?: boolean;
}

function useField(name: string, value: string | undefined) {
  const { typed, problems, words } = useFrame();
  const was = typed[name];
  const problem = problems.find(({ field }) => field === name.split(".")[0]);
  return { value: typeof was === "string" ? was : value, problem, words: words.common };
}

/** A field's label, hint and problem around whatever is typed into. */
function Around(props: Named & { id: string; children: ReactNode }) {
  const { problem, words } = useField(props.name, undefined);
  return (
    <div className={problem ? "field has-problem" : "field"}>
      <label className="usa-label" htmlFor={props.id}>
        {props.label}
        {props.optional ? <span className="usa-hint"> ({words.optional})</span> : null}
      </label>
      <Notes id={props.id} hint={props.hint} problem={problem} />
      {props.children}
    </div>
  );
}

/** What stands under a label or legend: the hint and the problem, each with the id that describes its field. */
function Notes({ id, hint, problem }: { id: string; hint: ReactNode; problem: Problem | undefined }) {
  const { words } = useFrame();
  return (
    <>
      {hint ? (
        <p className="usa-hint" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p className="usa-error-message" id={`${id}-problem`}>
          <span className="usa-sr-only">{words.common.error} </span>
          {problem.text}
        </p>
      ) : null}
    </>
  );
}

/** Several inputs that answer one question, with its hint and problem. */
function Fieldset(props: Named & { id: string; children: ReactNode }) {
  const { problem } = useField(props.name, undefined);
  return (
    <fieldset
      className={problem ? "usa-fieldset field has-problem" : "usa-fieldset field"}
      id={props.id}
      tabIndex={-1}
      aria-describedby={described(props.id, props.hint, problem)}
    >
      <legend className="usa-legend">{props.label}</legend>
      <Notes id={props.id} hint={props.hint} problem={problem} />
      {props.children}
    </fieldset>
  );
}

function described(id: string, hint: unknown, problem: unknown): string | undefined {
  return [hint ? `${id}-hint` : "", problem ? `${id}-problem` : ""].filter(Boolean).join(" ") || undefined;
}

/** One line of text, a number, a date, a password or a file. What was typed comes back, except passwords and files. */
export function Field(
  props: Named & {
    type?: "text" | "password" | "email" | "tel" | "date" | "month" | "file" | "search";
    autoComplete?: string;
    inputMode?: "numeric" | "decimal" | "text";
    width?: "short" | "medium";
    prefix?: string;
    suffix?: string;
    least?: string;
    most?: string;
    accept?: string;
    secret?: boolean;
  },
) {
  const { value, problem } = useField(props.name, props.value);
  const id = `field-${props.name}`;
  const type = props.type ?? "text";
  const keeps = type !== "password" && type !== "file" && !props.secret;
  const input = (
    <input
      className={`${type === "file" ? "file-input" : "usa-input"} ${props.width ?? ""}`.trim()}
      id={id}
      name={props.name}
      type={type}
      defaultValue={keeps ? value : undefined}
      autoComplete={type === "file" ? undefined : (props.autoComplete ?? "off")}
      inputMode={props.inputMode}
      min={props.least}
      max={props.most}
      accept={props.accept}
      aria-invalid={problem ? true : undefined}
      aria-describedby={described(id, props.hint, problem)}
    />
  );
  return (
    <Around {...props} id={id}>
      {props.prefix || props.suffix ? (
        <div className="with-unit">
          {props.prefix ? <span aria-hidden="true">{props.prefix}</span> : null}
          {input}
          {props.suffix ? <span aria-hidden="true">{props.suffix}</span> : null}
        </div>
      ) : (
        input
      )}
    </Around>
  );
}

/** A file that shows a paper, in one of the kinds that we keep: a PDF, or a picture. */
export function PaperField(props: Named) {
  return <Field {...props} type="file" accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png" />;
}

/** Several lines of text. */
export function LongField(props: Named & { rows?: number }) {
  const { value, problem } = useField(props.name, props.value);
  const id = `field-${props.name}`;
  return (
    <Around {...props} id={id}>
      <textarea
        className="usa-textarea"
        id={id}
        name={props.name}
        rows={props.rows ?? 4}
        defaultValue={value}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described(id, props.hint, problem)}
      />
    </Around>
  );
}

/** A choice from a list that is too long to show at once, such as the dates the law allows. */
export function Select(
  props: Named & { options: readonly { value: string; text: string }[]; empty?: boolean },
) {
  const { value, problem, words } = useField(props.name, props.value);
  const id = `field-${props.name}`;
  return (
    <Around {...props} id={id}>
      <select
        className="usa-select"
        id={id}
        name={props.name}
        defaultValue={value ?? ""}
        aria-invalid={problem ? true : undefined}
        aria-describedby={described(id, props.hint, problem)}
      >
        {props.empty ? <option value="">{words.select}</option> : null}
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </Around>
  );
}

/** One or several of a few choices, each with its own explanation; `many` allows several. */
export function Choices(
  props: Named & {
    options: readonly { value: string; text: ReactNode; says?: ReactNode }[];
    many?: boolean;
    values?: readonly string[] | undefined;
  },
) {
  const { typed } = useFrame();
  const { value } = useField(props.name, props.value);
  const was = typed[props.name];
  const chosen = Array.isArray(was) ? was : was === undefined && props.values ? props.values : [value];
  const id = `field-${props.name}`;
  const kind = props.many ? "checkbox" : "radio";
  return (
    <Fieldset {...props} id={id}>
      {props.options.map((option) => (
        <div key={option.value} className="choice">
          <input
            type={kind}
            id={`${id}-${option.value}`}
            name={props.name}
            value={option.value}
            defaultChecked={chosen.includes(option.value)}
            aria-describedby={option.says ? `${id}-${option.value}-says` : undefined}
          />
          <div>
            <label htmlFor={`${id}-${option.value}`}>{option.text}</label>
            {option.says ? <p id={`${id}-${option.value}-says`}>{option.says}</p> : null}
          </div>
        </div>
      ))}
    </Fieldset>
  );
}

/** A date that a person knows by heart, in three boxes: `name.month`, `name.day`, `name.year`. */
export function MemorableDate(props: Named & { birth?: boolean }) {
  const { problem, words } = useField(props.name, undefined);
  const { typed } = useFrame();
  const id = `field-${props.name}`;
  const [year, month, day] = (props.value ?? "").split("-");
  const boxes = [
    { part: "month", label: words.month, value: month, fill: "bday-month", size: 2 },
    { part: "day", label: words.day, value: day, fill: "bday-day", size: 2 },
    { part: "year", label: words.year, value: year, fill: "bday-year", size: 4 },
  ];
  return (
    <Fieldset {...props} id={id}>
      <div className="memorable-date">
        {boxes.map((box) => {
          const name = `${props.name}.${box.part}`;
          const boxId = `${id}-${box.part}`;
          const was = typed[name];
          return (
            <div key={box.part}>
              <label className="usa-label" htmlFor={boxId}>
                {box.label}
              </label>
              <input
                className="usa-input"
                id={boxId}
                name={name}
                type="text"
                inputMode="numeric"
                maxLength={box.size}
                size={box.size}
                autoComplete={props.birth ? box.fill : "off"}
                defaultValue={typeof was === "string" ? was : box.value}
                aria-invalid={problem ? true : undefined}
              />
            </div>
          );
        })}
      </div>
    </Fieldset>
  );
}
