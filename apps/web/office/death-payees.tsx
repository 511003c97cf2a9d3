import { type DeathSeen, type PayeeSeen } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { Button, Field, Form, MemorableDate, More, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { type DeathAsked, allowed, to } from "./death-base.ts";

/** Who is named for the guaranteed payments. */
export function Named({ seen, asked }: { seen: DeathSeen; asked: DeathAsked }) {
  const words = useWords().deaths.case;
  const { consequences, named, inElection } = seen;
  if (!consequences.some(({ kind, of }) => kind === "guaranteed" && of.kind === "retirement")) return null;
  return (
    <>
      <h2 id="named">{words.namedHeading}</h2>
      {inElection.length === 0 ? null : (
        <>
          <p>{words.inElection}</p>
          <ul>
            {inElection.map((one, at) => (
              <li key={at}>{words.electionLine(one)}</li>
            ))}
          </ul>
        </>
      )}
      {named.length === 0 ? (
        <p>{words.namedNone}</p>
      ) : (
        <Table
          caption={words.namedHeading}
          quiet
          rows={named}
          keyOf={({ person }) => person}
          columns={[
            { head: words.namedColumns.name, names: true, cell: ({ name }) => name },
            {
              head: words.namedColumns.share,
              cell: ({ parts }) =>
                words.part({ parts, of: named.reduce((sum, one) => sum + one.parts, 0) || 1 }),
            },
            { head: words.namedColumns.rank, cell: ({ rank }) => words.ranks[rank] },
          ]}
        />
      )}
      {allowed(seen, asked, "enterBeneficiary") ? (
        <>
          <Enter seen={seen} />
          <EnterBody seen={seen} />
        </>
      ) : null}
    </>
  );
}

function Enter({ seen }: { seen: DeathSeen }) {
  const words = useWords().deaths.case;
  return (
    <More summary={words.enterHeading}>
      <p>{words.enterSays}</p>
      <Form action={link("/office/deaths/:person/:case/beneficiaries", to(seen))} label={words.enterHeading}>
        <Field name="memberId" label={words.memberIdIfAny} inputMode="numeric" width="medium" optional />
        <Field name="first" label={words.first} width="medium" />
        <Field name="last" label={words.last} width="medium" />
        <MemorableDate name="born" label={words.born} />
        <Field name="ssn" label={words.ssn} hint={words.ssnHint} inputMode="numeric" width="medium" secret />
        <AddressFields />
        <Field name="percent" label={words.percent} inputMode="numeric" width="short" suffix="%" />
        <Button look="outline">{words.enter}</Button>
      </Form>
    </More>
  );
}

/** What can be named besides people. */
export const bodyKinds = ["trust", "estate", "charity"] as const;

function EnterBody({ seen }: { seen: DeathSeen }) {
  const all = useWords().deaths.case;
  const words = all.body;
  return (
    <More summary={words.heading}>
      <p>{words.says}</p>
      <Form action={link("/office/deaths/:person/:case/bodies", to(seen))} label={words.heading}>
        <Select
          name="kind"
          label={words.kind}
          options={bodyKinds.map((value) => ({ value, text: words.kinds[value] }))}
        />
        <Field name="name" label={words.name} hint={words.nameHint} />
        <Field name="ein" label={words.ein} hint={words.einHint} inputMode="numeric" width="medium" secret />
        <MemorableDate name="since" label={words.since} />
        <Field name="actsForIt" label={words.actsForIt} inputMode="numeric" width="medium" optional />
        <AddressFields />
        <Field name="percent" label={all.percent} inputMode="numeric" width="short" suffix="%" />
        <Button look="outline">{words.enter}</Button>
      </Form>
    </More>
  );
}

/** The fields of a postal address in the United States. */
export function AddressFields() {
  const words = useWords().deaths.case;
  return (
    <>
      <Field name="street" label={words.street} />
      <Field name="city" label={words.city} width="medium" />
      <Field name="state" label={words.state} hint={words.stateHint} width="short" />
      <Field name="postalCode" label={words.postalCode} inputMode="numeric" width="short" />
    </>
  );
}

/** Who is paid because of the death, with address, account and letters. */
export function Payees({ seen }: { seen: DeathSeen }) {
  const all = useWords();
  const words = all.deaths.case;
  if (seen.payees.length === 0) return null;
  return (
    <>
      <h2 id="payees">{words.payeesHeading}</h2>
      <Table
        caption={words.payeesHeading}
        quiet
        rows={seen.payees}
        keyOf={({ person }) => person}
        columns={[
          {
            head: words.payeeColumns.who,
            names: true,
            cell: ({ person, name, memberId }) => (
              <>
                <a href={link("/office/deaths/:person/:case/payees/:payee", { ...to(seen), payee: person })}>
                  {name}
                </a>{" "}
                <span className="small soft">{memberId}</span>
              </>
            ),
          },
          { head: words.payeeColumns.address, cell: (payee) => <AddressOf payee={payee} /> },
          { head: words.payeeColumns.account, cell: (payee) => <AccountOf payee={payee} /> },
          {
            head: words.payeeColumns.letter,
            cell: ({ person, letters, name }) =>
              letters[0] === undefined ? (
                words.letterNone
              ) : (
                <a href={link("/office/letters/:person/:letter", { person, letter: letters[0].letter })}>
                  {words.letter}
                  <span className="usa-sr-only"> {name}</span>
                </a>
              ),
          },
        ]}
      />
    </>
  );
}

/** A payee's address, or that there is none. */
export function AddressOf({ payee: { address } }: { payee: PayeeSeen }) {
  const words = useWords().deaths.case;
  if (address === undefined) return words.addressNone;
  return [address.street, address.street2, address.city, address.state, address.postalCode]
    .filter(Boolean)
    .join(", ");
}

/** A payee's account by its last digits and where it stands, or that there is none. */
export function AccountOf({ payee: { account } }: { payee: PayeeSeen }) {
  const all = useWords();
  const words = all.deaths.case;
  if (account === undefined) return words.accountNone;
  return `${all.payroll.ending({ last4: account.last4 })}. ${words.accountStates[account.status]}`;
}

/** The first part of an address that is missing or not written as it must be. */
export function missingIn(address: { street: string; city: string; state: string; postalCode: string }) {
  if (address.street === "") return { field: "street", says: "streetMissing" };
  if (address.city === "") return { field: "city", says: "cityMissing" };
  if (!/^[A-Za-z]{2}$/.test(address.state)) return { field: "state", says: "stateMissing" };
  if (!/^\d{5}(-\d{4})?$/.test(address.postalCode)) return { field: "postalCode", says: "postalCodeMissing" };
  return undefined;
}
