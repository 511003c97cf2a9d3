/** Names, places and banks of synthetic people. No bank of these numbers exists; none of the people does. */

export const firstNames =
  "Ada Alma Amos Ana Ansel Aria Arlo Asha Bela Beth Boris Bruno Carla Cato Chen Clara Cleo Cora Dana Dario Della Dimas Dora Edith Efua Elena Eli Emil Enzo Esme Ezra Faye Felix Fiona Flora Fumi Gail Gia Greta Gus Hana Hari Hazel Hugo Ida Imani Ines Ira Iris Ivan Jada Jonas Jun Kai Kofi Lars Lea Leila Lena Lev Lina Linus Luis Lupe Mabel Mara Marco Maria Mateo Mei Mila Milo Mina Nadia Naomi Nell Nico Nora Odin Olga Omar Oona Opal Oscar Otto Pablo Petra Pia Quinn Rafa Ravi Rhea Rita Rosa Ruth Saad Selma Silas Sol Stella Sven Tama Tess Thea Theo Uma Una Vera Viktor Vito Wanda Wendell Xenia Yara Yusuf Zara Zeno".split(
    " ",
  );

export const lastNames =
  "Abara Acker Adeyemi Alder Amsel Appel Ashdown Aucoin Baird Balint Barlow Bauer Beckett Bell Bianchi Birch Blythe Bouchard Brandt Bright Brook Calder Campos Carver Castell Chaudhry Clay Colby Corbin Cruz Dahl Dale Danforth Delgado Denby Dietrich Dole Drummond Duarte Eades Eckert Ellery Engel Espino Fairchild Farrow Fenn Finch Fontaine Forde Frost Gable Garza Gentry Gilroy Glass Goss Grady Grove Haas Hale Harker Hauser Heath Hidalgo Holt Hyde Ibarra Ingram Ivers Jarvis Jelinek Joyner Kane Keller Kemp Kimura Kirsch Koch Kowal Lacy Lang Lark Lindqvist Locke Lund Maddox Malik Marsh Mercer Mistry Moll Morrow Munn Nash Navarro Neely North Novak Oakley Obrien Okafor Olsen Orr Osei Paige Park Pascoe Peck Perrin Pike Polk Prewitt Quade Quill Rahman Rao Reyes Ridley Rowe Rusk Sable Saito Salas Sayer Shaw Silva Sloan Sorrel Stahl Stone Tamm Tate Teller Thorne Toma Trask Tully Urban Vance Varga Vogel Voss Wade Walsh Ward Weir West Wick Wren Yarrow Yoder York Young Zeller Zuniga".split(
    " ",
  );

export const streets =
  "Aspen,Bluff,Cedar,Chestnut,Clay,Dogwood,Elm,Hickory,Jefferson,Locust,Madison,Maple,Oak,Pine,Prairie,River,Spring,Walnut".split(
    ",",
  );

/** Places of Missouri with their state and a postal code. */
export const places: readonly (readonly [city: string, postalCode: string])[] = [
  ["Jefferson City", "65101"],
  ["Columbia", "65201"],
  ["Springfield", "65801"],
  ["Kansas City", "64101"],
  ["St. Louis", "63101"],
  ["St. Joseph", "64501"],
  ["Rolla", "65401"],
  ["Sedalia", "65301"],
  ["Fulton", "65251"],
  ["Kirksville", "63501"],
  ["Poplar Bluff", "63901"],
  ["Cape Girardeau", "63701"],
];

/** Routing numbers with a right check digit in a range that no Federal Reserve bank gives out. */
export const routingNumbers: readonly string[] = ["99000001", "99000012", "99000023", "99000034"].map(
  withCheckDigit,
);

function withCheckDigit(eight: string): string {
  const sum = [...eight].reduce((total, digit, at) => total + Number(digit) * [3, 7, 1][at % 3]!, 0);
  return `${eight}${(10 - (sum % 10)) % 10}`;
}

/** An employer of the demonstration with its one reporting group and its usual jobs. */
export interface InventedEmployer {
  readonly number: number;
  readonly code: string;
  readonly name: string;
  readonly jobs: readonly string[];
}

const names: readonly (readonly [name: string, jobs: string])[] = [
  ["Department of Rivers and Bridges", "Bridge Inspector,River Engineer,Road Crew Lead,Survey Technician"],
  ["Department of Public Records", "Archivist,Records Clerk,Records Analyst"],
  ["Department of Parks and Caves", "Park Ranger,Cave Guide,Trail Foreman"],
  ["Department of Weather and Floods", "Hydrologist,Gauge Technician,Forecaster"],
  ["Department of Small Schools", "Program Officer,School Nurse,Transport Planner"],
  ["Department of Fair Measures", "Scale Inspector,Laboratory Analyst,Examiner"],
  ["Department of Care at Home", "Case Worker,Nurse,Care Planner"],
  ["Department of Licences", "Licence Clerk,Examiner,Hearing Officer"],
  ["Department of Fire Towers", "Fire Warden,Dispatcher,Pilot"],
  ["Department of Orchards and Soils", "Soil Scientist,Field Agent,Orchard Inspector"],
  ["Office of Plain Accounts", "Accountant,Auditor,Budget Analyst"],
];

const firstCode = 42;

/** The general assembly, which reports its members. */
export const assembly: InventedEmployer = {
  number: names.length + 1,
  code: "0090",
  name: "General Assembly",
  jobs: ["Legislator"],
};

/** Every employer; the first is the one with a sign-in. */
export const employers: readonly InventedEmployer[] = [
  ...names.map(([name, jobs], at) => ({
    number: at + 1,
    code: String(firstCode + at).padStart(4, "0"),
    name,
    jobs: jobs.split(","),
  })),
  assembly,
];

/** The code of an employer's reporting group. */
export const groupCode = ({ code }: InventedEmployer): string => `${code}-SM`;
