/**
 * Yearly pay of Missouri judges, in whole dollars; a row is in force until the next one.
 *
 * Source: press report of 10 November 2014 ($168,636 for a judge of the supreme court, "about 137,000" before 2012), and the rules of
 * the Citizens' Commission on Compensation of 2010: judges of the supreme court 69 % of the pay of a justice of the United States, the
 * other judges 73 % of their federal counterparts. Only the figure of the supreme court of 2014 is published; the rows of 2008 are
 * background knowledge and all others are computed from federal pay (register JUDICIAL-Q07). No source gives the pay before July 2008.
 */

/** Pay of each court from one day on. */
export interface JudicialPayRow {
  /** First day in force, an ISO date. */
  readonly from: string;
  readonly associateCircuit: number;
  readonly circuit: number;
  readonly appeals: number;
  readonly supreme: number;
  readonly chiefJustice: number;
}

/** Pay by court, oldest first. */
export const judicialSalaries: readonly JudicialPayRow[] = [
  {
    from: "2008-07-01",
    associateCircuit: 109_366,
    circuit: 120_484,
    appeals: 128_207,
    supreme: 137_034,
    chiefJustice: 139_534,
  },
  {
    from: "2012-07-01",
    associateCircuit: 116_858,
    circuit: 127_020,
    appeals: 134_685,
    supreme: 147_591,
    chiefJustice: 154_215,
  },
  {
    from: "2014-07-01",
    associateCircuit: 133_716,
    circuit: 145_343,
    appeals: 154_176,
    supreme: 168_636,
    chiefJustice: 176_295,
  },
  {
    from: "2015-07-01",
    associateCircuit: 135_059,
    circuit: 146_803,
    appeals: 155_709,
    supreme: 170_292,
    chiefJustice: 178_089,
  },
  {
    from: "2016-07-01",
    associateCircuit: 136_402,
    circuit: 148_263,
    appeals: 157_242,
    supreme: 172_017,
    chiefJustice: 179_883,
  },
  {
    from: "2017-07-01",
    associateCircuit: 137_745,
    circuit: 149_723,
    appeals: 158_848,
    supreme: 173_742,
    chiefJustice: 181_677,
  },
  {
    from: "2018-07-01",
    associateCircuit: 139_693,
    circuit: 151_840,
    appeals: 161_038,
    supreme: 176_157,
    chiefJustice: 184_230,
  },
  {
    from: "2019-07-01",
    associateCircuit: 141_640,
    circuit: 153_957,
    appeals: 163_301,
    supreme: 178_641,
    chiefJustice: 186_783,
  },
  {
    from: "2020-07-01",
    associateCircuit: 145_334,
    circuit: 157_972,
    appeals: 167_535,
    supreme: 183_264,
    chiefJustice: 191_613,
  },
  {
    from: "2021-07-01",
    associateCircuit: 146_812,
    circuit: 159_578,
    appeals: 169_214,
    supreme: 185_127,
    chiefJustice: 193_545,
  },
  {
    from: "2022-07-01",
    associateCircuit: 150_035,
    circuit: 163_082,
    appeals: 172_937,
    supreme: 189_198,
    chiefJustice: 197_823,
  },
  {
    from: "2023-07-01",
    associateCircuit: 156_214,
    circuit: 169_798,
    appeals: 180_018,
    supreme: 196_926,
    chiefJustice: 205_965,
  },
  {
    from: "2024-07-01",
    associateCircuit: 163_400,
    circuit: 177_609,
    appeals: 188_267,
    supreme: 205_965,
    chiefJustice: 215_418,
  },
  {
    from: "2025-07-01",
    associateCircuit: 166_154,
    circuit: 180_602,
    appeals: 191_479,
    supreme: 209_484,
    chiefJustice: 219_075,
  },
  {
    from: "2026-07-01",
    associateCircuit: 167_833,
    circuit: 182_427,
    appeals: 193_377,
    supreme: 211_554,
    chiefJustice: 221_283,
  },
];

/** First day of the one row whose figure for the supreme court is printed in a source. */
export const publishedSupremePay = "2014-07-01";
