/** A word of the record that the catalogue has no phrase for, as it can be read: "proofOfAge" becomes "proof of age". */
export const plain = (kind: string): string =>
  kind
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();
