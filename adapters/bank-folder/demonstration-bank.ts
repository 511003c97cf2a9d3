import { join } from "node:path";
import type { Bank, BankFileFormat } from "@emeritus/ports/bank.ts";
import { nachaFormat, type NachaOrigin } from "../nacha/nacha.ts";
import { bankFolder } from "./bank-folder.ts";

/** The invented bank and sender of a demonstration; the routing number has a right check digit and belongs to nobody. */
const demonstrationOrigin: NachaOrigin = {
  destination: "123456780",
  destinationName: "EXAMPLE BANK",
  origin: "1430000001",
  originName: "EXAMPLE PENSION SYSTEM",
  companyName: "EXAMPLE PENSION",
  companyId: "1430000001",
  odfi: "12345678",
};

/** The bank of a demonstration: Nacha files in the folder `bank` of the system's home. */
export function demonstrationBank(home: string): { readonly bank: Bank; readonly bankFile: BankFileFormat } {
  return { bank: bankFolder(join(home, "bank")), bankFile: nachaFormat(demonstrationOrigin) };
}
