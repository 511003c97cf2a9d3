/** The sample of the published layout (plan book 44, section 5.1), rates of fiscal year 2026. Test files use it. */
export const sampleReport = `H,1,2026-05A-0042,0042,0042-SM,2026-05-01,2026-05-15,2026-05-29,REGULAR,2026-05-18T09:00:00-05:00,Sample Payroll 1.0
E,,900000002,Roe,Richard,1990-07-04,HIRE,2026-05-01,,,,B7,,
M,10000012,900000001,Doe,Jane,1980-02-03,A1,100,10,MSEP2000,100.00,Y,2026-05-01,2026-05-15,REG,2750.50,M,80.00,2750.50,2750.50,0.00,832.03,0.00,0.00,0.00,
M,,900000002,Roe,Richard,1990-07-04,B7,100,10,MSEP2011,100.00,Y,2026-05-01,2026-05-15,REG,25.00,H,80.00,2000.00,2000.00,80.00,605.00,0.00,0.00,0.00,
T,2,1,0,0,4750.50,80.00,1437.03,0.00,0.00,1800000003
`;

/** Bytes of a text, as a file would hold them. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
