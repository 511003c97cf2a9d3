/** Words of the office's pages about members. */
export const office = {
  members: {
    menu: "Members",
    title: "Find a member",
    intro:
      "Make sure who is calling before you open a record. Each search and each record you open is written down.",
    search: "Find",
    found: (parts: { found: number }) =>
      parts.found === 1 ? "1 person found" : `${parts.found} persons found`,
    none: "Nobody was found. Check the number or the name.",
    name: "Name",
    memberId: "Member ID",
    born: "Birth date",
    record: (parts: { name: string }) => `Record of ${parts.name}`,
    benefit: "Estimate the benefit",
    back: "Find another member",
  },
};
