/** What workflows must know about a back end. They never ask for the vendor. */
export interface Capabilities {
  /** Jobs can be asked to end by themselves (SoftStop) before they are killed. Otherwise Kill is the only stop. */
  softStop: boolean;
}
