/** What the extension itself says; all else is said by kps. */

export type Tongue = "nb" | "nn" | "en";

export interface Words {
  readonly stopped: string;
  readonly startAgain: string;
  readonly runs: string;
  readonly showLog: string;
  readonly notFound: (first: string, second: string) => string;
  readonly notThere: (file: string) => string;
  readonly notTrusted: string;
  readonly trust: string;
  readonly notForEditors: (command: string) => string;
  readonly endedTooOften: string;
  readonly openTerminal: string;
  readonly openSettings: string;
  readonly noActions: string;
  readonly actionsOf: (count: number) => string;
  readonly due: (day: string) => string;
  readonly noDeadline: string;
  readonly dayOfMeeting: string;
  readonly asDay: string;
  readonly whichRule: string;
  readonly noMeeting: string;
  readonly whichMeeting: string;
  readonly noRegister: string;
}

const nb: Words = {
  stopped: "stoppet",
  startAgain: "kps er stoppet. Klikk for å starte på nytt.",
  runs: "kps holder filene opp mot veilederen. Klikk for å se loggen.",
  showLog: "Vis loggen",
  notFound: (first, second) =>
    `Fant ikke programmet kps. Installer det i mappen med «${first}» og «${second}», og klikk på «kps: stoppet» nederst.`,
  notThere: (file) => `Innstillingen kps.command peker på «${file}», som ikke finnes eller ikke kan startes.`,
  notTrusted: "kps ligger i mappen, og startes først når du har sagt at du stoler på den.",
  trust: "Vurder mappen",
  notForEditors: (command) => `kps mangler det redigeringsprogrammer trenger. Installer det med: ${command}`,
  endedTooOften: "kps har stoppet av seg selv flere ganger på kort tid, og startes ikke igjen. Loggen sier hvorfor.",
  openTerminal: "Åpne terminal",
  openSettings: "Åpne innstillinger",
  noActions: "Rådet har ingen åpne tiltak.",
  actionsOf: (count) => `Åpne tiltak: ${count}`,
  due: (day) => `frist ${day}`,
  noDeadline: "uten frist",
  dayOfMeeting: "Dagen for møtet, som 2026-03-12",
  asDay: "Skriv dagen som 2026-03-12",
  whichRule: "Regelens kode, som M401",
  noMeeting: "Fant ingen møter. Et møte er en fil i mappen moter.",
  whichMeeting: "Hvilket møte?",
  noRegister: "Åpne en fil i et register først: rådet, et møte, en avtale eller en kontakt.",
};

const nn: Words = {
  stopped: "stoppa",
  startAgain: "kps er stoppa. Klikk for å starte på nytt.",
  runs: "kps held filene opp mot rettleiaren. Klikk for å sjå loggen.",
  showLog: "Vis loggen",
  notFound: (first, second) =>
    `Fann ikkje programmet kps. Installer det i mappa med «${first}» og «${second}», og klikk på «kps: stoppa» nedst.`,
  notThere: (file) => `Innstillinga kps.command peikar på «${file}», som ikkje finst eller ikkje kan startast.`,
  notTrusted: "kps ligg i mappa, og blir starta når du har sagt at mappa er til å stole på.",
  trust: "Vurder mappa",
  notForEditors: (command) => `kps manglar det redigeringsprogram treng. Installer det med: ${command}`,
  endedTooOften: "kps har stoppa av seg sjølv fleire gonger på kort tid, og blir ikkje starta igjen. Loggen seier kvifor.",
  openTerminal: "Opne terminal",
  openSettings: "Opne innstillingar",
  noActions: "Rådet har ingen opne tiltak.",
  actionsOf: (count) => `Opne tiltak: ${count}`,
  due: (day) => `frist ${day}`,
  noDeadline: "utan frist",
  dayOfMeeting: "Dagen for møtet, som 2026-03-12",
  asDay: "Skriv dagen som 2026-03-12",
  whichRule: "Koden til regelen, som M401",
  noMeeting: "Fann ingen møte. Eit møte er ei fil i mappa moter.",
  whichMeeting: "Kva møte?",
  noRegister: "Opne ei fil i eit register først: rådet, eit møte, ein avtale eller ein kontakt.",
};

const en: Words = {
  stopped: "stopped",
  startAgain: "kps has stopped. Click to start it again.",
  runs: "kps holds the files against the guideline. Click to see the log.",
  showLog: "Show the log",
  notFound: (first, second) =>
    `The program kps was not found. Install it in the folder with “${first}” and “${second}”, and click “kps: stopped” below.`,
  notThere: (file) => `The setting kps.command names “${file}”, which is not there or cannot be started.`,
  notTrusted: "kps lies in the folder, and is started once you have said that you trust it.",
  trust: "Look at the folder",
  notForEditors: (command) => `kps lacks what editors need. Install it with: ${command}`,
  endedTooOften: "kps has stopped by itself several times in a short while, and is not started again. The log says why.",
  openTerminal: "Open a terminal",
  openSettings: "Open settings",
  noActions: "The council has no open actions.",
  actionsOf: (count) => `Open actions: ${count}`,
  due: (day) => `due ${day}`,
  noDeadline: "no deadline",
  dayOfMeeting: "The day of the meeting, as 2026-03-12",
  asDay: "Write the day as 2026-03-12",
  whichRule: "The rule's code, as M401",
  noMeeting: "No meetings were found. A meeting is a file in the folder moter.",
  whichMeeting: "Which meeting?",
  noRegister: "Open a file of a register first: the council, a meeting, an agreement or a contact.",
};

const WORDS: Record<Tongue, Words> = { nb, nn, en };

/** The words in the language that was set; else the register's, of whose kps.yaml this is the text; else bokmål. */
export function wordsIn(setting: string, register: string): Words {
  const own = /^språk:\s*["']?(nb|nn|en)\b/m.exec(register)?.[1];
  const chosen = [setting, own].find((tongue): tongue is Tongue => tongue !== undefined && Object.hasOwn(WORDS, tongue));
  return WORDS[chosen ?? "nb"];
}
