/** Where the settings of an experiment are kept: in the page's address, or with whoever has embedded it. */
export interface Place {
  /** The settings, as behind the `#` of a link. */
  read(): string;
  /** Where these settings can be opened again, as far as it is known. */
  address(settings: string): string;
  /** Keeps other settings, chosen in the experiment. */
  write(settings: string): void;
  /** Keeps settings that came with a saved run, so that one can go back to those before them. */
  enter(settings: string): void;
  /** Says whom to tell of settings that come from outside. */
  listen(followed: (settings: string) => void): void;
  /** Neither keeps nor tells anything any more. */
  close(): void;
}
