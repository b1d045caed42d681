// Words for changing what is compared.

export const words = {
  add: "Add a method",
  addLead: "Beside those there are; up to six stand side by side. Whatever is not set for one method is that of all.",
  loading: "Loading the methods\u2026",
  change: (name: string) => `${name}: settings of its own`,
  changeLead:
    "A value changed here holds for this method alone. The task is that of all methods; so is every setting below that is not marked.",
  own: "its own",
  share: "as all",
  shareOf: (label: string) => `${label}: as all methods have it`,
  duplicate: "The same with another seed",
  duplicateHelp: "A control: two methods that differ in nothing but their random numbers should be alike",
  remove: "Remove",
  close: "Close",
  least: "A comparison needs two methods.",
};
