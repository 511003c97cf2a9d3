/** The sample of the published layout (plan book 44, section 5.1), rates of fiscal year 2026. Test files use it. */
export const sampleReport = `H,1,2026-05A-0042,0042,0042-SM,2026-05-01,2026-05-15,2026-05-29,REGULAR,2026-05-18T09:00:00-05:00,Sample Payroll 1.0
E,,900000002,Roe,Richard,1990-07-04,HIRE,2026-05-01,,,,B7,,
M,10000012,900000001,Doe,Jane,1980-02-03,A1,100,10,MSEP2000,100.00,Y,2026-05-01,2026-05-15,REG,2750.50,M,80.00,2750.50,2750.50,0.00,832.03,0.00,0.00,0.00,
M,,900000002,Roe,Richard,1990-07-04,B7,100,10,MSEP2011,100.00,Y,2026-05-01,2026-05-15,REG,25.00,H,80.00,2000.00,2000.00,80.00,605.00,0.00,0.00,0.00,
T,2,1,0,0,4750.50,80.00,1437.03,0.00,0.00,1800000003
`;

/** The same sample in the form of JSON; its rows have the numbers of the lines above. */
export const sampleReportJson = `{
 "schema": "employer-report/1",
 "header": {"fileId":"2026-05A-0042","employerId":"0042","reportingGroupId":"0042-SM","periodBegin":"2026-05-01","periodEnd":"2026-05-15","payDate":"2026-05-29","reportType":"REGULAR","createdAt":"2026-05-18T09:00:00-05:00","software":"Sample Payroll 1.0"},
 "money": [
  {"row":3,"memberId":"10000012","ssn":"900000001","lastName":"Doe","firstName":"Jane","birthDate":"1980-02-03","positionId":"A1","org":"100","section":"10","plan":"MSEP2000","ftePct":"100.00","eligible":true,"earnBegin":"2026-05-01","earnEnd":"2026-05-15","eventCode":"REG","payRate":"2750.50","rateUnit":"M","hoursPaid":"80.00","gross":"2750.50","pensionable":"2750.50","memberContrib":"0.00","employerContrib":"832.03","ltdContrib":"0.00","basicLife":"0.00","optionalLife":"0.00"},
  {"row":4,"ssn":"900000002","lastName":"Roe","firstName":"Richard","birthDate":"1990-07-04","positionId":"B7","org":"100","section":"10","plan":"MSEP2011","ftePct":"100.00","eligible":true,"earnBegin":"2026-05-01","earnEnd":"2026-05-15","eventCode":"REG","payRate":"25.00","rateUnit":"H","hoursPaid":"80.00","gross":"2000.00","pensionable":"2000.00","memberContrib":"80.00","employerContrib":"605.00","ltdContrib":"0.00","basicLife":"0.00","optionalLife":"0.00"}
 ],
 "events": [
  {"row":2,"ssn":"900000002","lastName":"Roe","firstName":"Richard","birthDate":"1990-07-04","event":"HIRE","eventDate":"2026-05-01","newPosition":"B7"}
 ],
 "leaves": [],
 "corrections": [],
 "totals": {"rowsMoney":2,"rowsEvents":1,"rowsLeaves":0,"rowsCorrections":0,"pensionable":"4750.50","memberContrib":"80.00","employerContrib":"1437.03","life":"0.00","ltd":"0.00","hashSsn":1800000003}
}
`;

/** Bytes of a text, as a file would hold them. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
